import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import type { Around, News } from '../around.ts'
import type { Caller } from '../caller.ts'
import { callerOf, page } from '../route.ts'
import type { Answer, Route } from '../route.ts'
import { findToken } from '../../store/tokens.ts'

const BEAT_MS = 15_000
const MAX_STREAMS = 200
const KEPT = 1000

/**
 * `/events`: says which incident has news (server-sent events). Only the caller's own tenant is heard, and only while their session lasts.
 * Who comes back with Last-Event-ID hears what they missed, or `missed` where that is not known any more: they read everything again.
 */
export function liveRoute(around: Around): Route {
  let streams = 0
  let diary: Diary | null = null
  return page({
    method: 'GET',
    path: '/events',
    who: 'viewer',
    does: 'News of incidents as server-sent events.',
    answer: (asked): Answer => {
      if (streams >= MAX_STREAMS) return { status: 503, text: 'Too many open pages.', type: 'text/plain', headers: { 'retry-after': '30' } }
      streams += 1
      diary ??= keepDiary(around)
      const stream = newsFor(around, callerOf(asked), asked.signal, diary, asked.header('last-event-id'))
      stream.once('close', () => (streams -= 1))
      return { stream, type: 'text/event-stream', headers: { 'x-accel-buffering': 'no' } }
    },
  })
}

type Line = News & { readonly id: string }
type Diary = { since(id: string): readonly Line[] | null; last(): string }

// The newest news with their ids. It hears before any stream, so that a stream finds the id of what it hears.
function keepDiary({ events }: Around): Diary {
  const run = randomBytes(6).toString('hex')
  const lines: Line[] = []
  let count = 0
  const last = () => `${run}-${count}`
  events.subscribe((news) => {
    count += 1
    lines.push({ ...news, id: last() })
    if (lines.length > KEPT) lines.shift()
  })
  return {
    last,
    since(id) {
      const missed = count - Number(id.slice(run.length + 1))
      return id.startsWith(`${run}-`) && missed >= 0 && missed <= lines.length ? lines.slice(lines.length - missed) : null
    },
  }
}

function newsFor(around: Around, caller: Caller, gone: AbortSignal, diary: Diary, lastId: string | undefined): PassThrough {
  const stream = new PassThrough()
  const tell = ({ id, partner, incident }: Line) => {
    if (incident === null || (caller.partner !== null && caller.partner !== partner)) return
    if (stream.writableLength < 64 * 1024) stream.write(`id: ${id}\ndata: ${incident}\n\n`)
  }
  stream.write('retry: 2000\n\n')
  const missed = lastId === undefined ? [] : diary.since(lastId)
  if (missed === null) stream.write(`id: ${diary.last()}\nevent: missed\ndata:\n\n`)
  else missed.forEach(tell)
  if (lastId === undefined) stream.write(`id: ${diary.last()}\nevent: begun\ndata:\n\n`)
  const unsubscribe = around.events.subscribe((news) => tell({ ...news, id: diary.last() }))
  const beat = setInterval(() => void keepAlive(around, caller, stream), BEAT_MS)
  const end = () => {
    clearInterval(beat)
    unsubscribe()
    stream.destroy()
  }
  gone.addEventListener('abort', end, { once: true })
  stream.once('close', end)
  return stream
}

// A session that was ended elsewhere hears no more.
async function keepAlive(around: Around, caller: Caller, stream: PassThrough) {
  const token = await findToken(around.store.db, caller.tokenHash, around.clock.now()).catch(() => null)
  if (token === null) stream.end()
  else stream.write(': beat\n\n')
}
