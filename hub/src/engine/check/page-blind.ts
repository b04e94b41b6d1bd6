import type { Instant } from '../../domain/instant.ts'
import type { Verdict } from '../../domain/triage/verdict.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

/** The probe cannot see: no incident, no word to any client, one page to whoever is on call (MON-9, I-4). */
export async function pageBlind(room: Room, verdict: Verdict, at: Instant) {
  const { location } = room.plan().hub
  const text = `${verdict.because.join(' ')}\n\nNo incident was opened and nobody else was told. Sites are judged again from fresh checks.`
  const alarm = { key: `cannot-see/${location}/${at}`, template: 'cannot-see', subject: `The probe at ${location} cannot see`, text }
  await room.store.transaction((tx) => pageOnCall(room, tx, alarm))
  room.loops.deliver?.nudge()
}
