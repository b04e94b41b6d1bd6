import { after, days, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { dropAudit } from '../../store/drop-audit.ts'
import { dropEvidence, dropTransitions } from '../../store/drop-seen.ts'
import { dropAlerts } from '../../store/inbound-alerts.ts'
import { dropAnswers } from '../../store/kept-answers.ts'
import { giveBack } from '../../store/give-back.ts'
import { resealSome } from '../../store/reseal.ts'
import { dropDays, dropHours, rollUpHours } from '../../store/roll-up.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { countDowntime } from './count-downtime.ts'

const DAY = days(1)
const AGAIN = minutes(1)
const AFTER_START = seconds(30) // a hub that just started has other things to do
const PAUSE = milliseconds(100) // between bites, in which whatever else waits to be written is

type Keeping = Pick<Room, 'store' | 'clock' | 'plan'>

/**
 * Keeps the data as small as the plan says: hours become days, and what is older than its time is dropped. It works in small bites, each a
 * transaction of its own, and goes on where it was. Secrets under an older key are sealed anew on the way.
 */
export function startKeepingSmall(room: Keeping & Pick<Room, 'onBug'>): Loop {
  return startLoop({
    clock: room.clock,
    most: AGAIN,
    rests: AFTER_START,
    onBug: room.onBug,
    pass: async () => ((await keepSmall(room)) ? after(room.clock.now(), PAUSE) : null),
  })
}

/** One bite of the first work there is; says whether there may be more. */
export async function keepSmall({ store, clock, plan }: Keeping): Promise<boolean> {
  const { retention } = plan()
  const now = clock.now()
  const ago = (span: Span) => dayOf(after(now, -span as Span))
  // Yesterday stays by the hour, so that what is brought late is cheap.
  const works = [
    () => resealSome(store),
    () => countDowntime({ store, clock }),
    () => store.transaction((tx) => rollUpHours(tx, ago(DAY))),
    () => store.transaction((tx) => dropHours(tx, ago(retention.hours))),
    () => store.transaction((tx) => dropDays(tx, ago(retention.days))),
    () => store.transaction((tx) => dropTransitions(tx, ago(retention.transitions))),
    () => store.transaction((tx) => dropEvidence(tx, ago(retention.evidence))),
    () => store.transaction((tx) => dropAlerts(tx, ago(retention.evidence))),
    async () => retention.audit !== null && store.transaction((tx) => dropAudit(tx, ago(retention.audit!), now)),
    () => store.transaction((tx) => dropAnswers(tx, now)),
    () => giveBack(store.db),
  ]
  for (const work of works) if (await work()) return true
  return false
}

const dayOf = (at: Instant) => (at - (at % DAY)) as Instant
