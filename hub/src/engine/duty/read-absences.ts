import { open } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { Worker } from 'node:worker_threads'
import { after, days, hours, minutes, seconds } from '../../domain/instant.ts'
import type { Person, Period } from '../../domain/plan/plan.ts'
import { absenceCalendars, keepAbsences, markCalendarUnread, syncAbsenceCalendars } from '../../store/absences.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { ReadAbsences } from './parse-absences.ts'
import type { Room } from '../room.ts'

const EVERY = hours(1)
const MOST_BYTES = 1024 * 1024
const MOST_HOPS = 3
const PATIENCE = seconds(20)
const THINKS = seconds(5)
const [BEHIND, AHEAD] = [days(-35), days(400)] // a calendar shows the month before; the report looks 52 weeks ahead

/** Reads the absence calendars of the plan, each once an hour (RES-1). One that cannot be read keeps what it said before, and says why. */
export function startReadingAbsences(room: Room, changed: () => Promise<void>): Loop {
  return startLoop({
    clock: room.clock,
    turn: room.turns.of('absences'),
    most: minutes(1),
    onBug: room.onBug,
    async pass() {
      if (await readDueAbsences(room)) await changed()
      return null
    },
  })
}

/** Reads those that are due; true when any was. */
export async function readDueAbsences(room: Room): Promise<boolean> {
  const { store, clock, plan } = room
  const named = Object.keys(plan().people).filter((id) => addressOf(room, id) !== undefined)
  const known = await absenceCalendars(store.db)
  if (
    !isDeepStrictEqual(
      named.toSorted(),
      known.map(({ person }) => person),
    )
  )
    await store.transaction((tx) => syncAbsenceCalendars(tx, named, clock.now()))
  const due = (await absenceCalendars(store.db)).filter(({ dueAt }) => dueAt <= clock.now())
  for (const { person } of due) await readOne(room, plan().people[person]!)
  return due.length > 0
}

const addressOf = ({ secrets }: Pick<Room, 'secrets'>, person: string) => secrets().get(`people.${person}.absence-calendar`)

async function readOne(room: Room, { id, timezone }: Person) {
  const now = room.clock.now()
  const dueAt = after(now, EVERY)
  const got = await fetched(room, addressOf(room, id)!)
  const window = { from: after(now, BEHIND), until: after(now, AHEAD) }
  const read = 'text' in got ? await thought(got.text, { timezone, window }) : { absences: [], complaints: [got.reason], isUseless: true }
  const reason = read.complaints.length === 0 ? null : read.complaints.join(' · ')
  const isUseless = 'isUseless' in read || (read.absences.length === 0 && reason !== null)
  await room.store.transaction((tx) =>
    isUseless ? markCalendarUnread(tx, id, reason!, dueAt) : keepAbsences(tx, id, read.absences, { dueAt, readAt: now, reason }),
  )
}

type Got = { readonly text: string } | { readonly reason: string }

const fetched = (room: Room, address: string): Promise<Got> =>
  address.includes('://') ? fetchedFromWeb(room, address.replace(/^webcals?:/, 'https:')) : fetchedFromFile(address)

// Every hop is judged by the address policy; where the operator's own words lead may be private.
async function fetchedFromWeb({ channels }: Room, address: string): Promise<Got> {
  const signal = AbortSignal.timeout(PATIENCE)
  let url = address
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const answer = await channels.request({ url, headers: { accept: 'text/calendar' }, maxBytes: MOST_BYTES }, { signal })
    if (!answer.ok) return { reason: answer.message }
    const next = answer.status >= 300 && answer.status < 400 ? URL.parse(answer.headers['location'] ?? '', url) : null
    if (next) url = next.href
    else if (answer.status !== 200) return { reason: `The address answered ${answer.status}.` }
    else
      return answer.complete && !answer.limit
        ? { text: answer.body }
        : { reason: `It is larger than ${MOST_BYTES / 1024} KiB, or broke off.` }
  }
  return { reason: 'The address leads on and on.' }
}

async function fetchedFromFile(path: string): Promise<Got> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    return size <= MOST_BYTES ? { text: await file.readFile('utf8') } : { reason: `It is larger than ${MOST_BYTES / 1024} KiB.` }
  } catch (error) {
    return { reason: `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).` }
  }
}

/** What a calendar says, thought over in a thread that is ended when it takes too long. */
export function thought(text: string, about: { readonly timezone: string; readonly window: Period }): Promise<ReadAbsences> {
  const worker = new Worker(new URL('./absences-worker.ts', import.meta.url), {
    workerData: { text, about },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  return new Promise((done) => {
    const end = (read: ReadAbsences) => {
      clearTimeout(timer)
      done(read)
      void worker.terminate()
    }
    const fail = (why: string) => end({ absences: [], complaints: [why] })
    const timer = setTimeout(() => fail('It takes too long to be understood.'), THINKS)
    worker.once('message', end)
    worker.once('error', () => fail('It cannot be understood.'))
  })
}
