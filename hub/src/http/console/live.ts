import { PassThrough } from 'node:stream'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { callerOf, page } from '../route.ts'
import type { Answer, Route } from '../route.ts'
import { findToken } from '../../store/tokens.ts'

const BEAT_MS = 15_000
const MAX_STREAMS = 200

/** `/events`: says which incident has news (server-sent events). Only the caller's own tenant is heard, and only while their session lasts. */
export function liveRoute(around: Around): Route {
  let streams = 0
  return page({
    method: 'GET',
    path: '/events',
    who: 'viewer',
    does: 'News of incidents as server-sent events.',
    answer: (asked): Answer => {
      if (streams >= MAX_STREAMS) return { status: 503, text: 'Too many open pages.', type: 'text/plain', headers: { 'retry-after': '30' } }
      streams += 1
      const stream = newsFor(around, callerOf(asked), asked.signal)
      stream.once('close', () => (streams -= 1))
      return { stream, type: 'text/event-stream', headers: { 'x-accel-buffering': 'no' } }
    },
  })
}

function newsFor(around: Around, caller: Caller, gone: AbortSignal): PassThrough {
  const stream = new PassThrough()
  stream.write('retry: 2000\n\n')
  const unsubscribe = around.events.subscribe(({ partner, incident }) => {
    if (incident === null || (caller.partner !== null && caller.partner !== partner)) return
    if (stream.writableLength < 64 * 1024) stream.write(`data: ${incident}\n\n`)
  })
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
