import { saySpan } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import type { Tx } from '../../store/store.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

/** A site has become slow: a quiet notice to whoever is on call, and no word to any client (MON-3). */
export async function noticeSlow(room: Room, tx: Tx, { id }: Site, { at, tookMs }: CheckResult) {
  const text = `${id} answers, and has taken ${saySpan(tookMs as Span)} and longer for five looks in a row, which is slow for this site.\n\nIt is no outage, and nobody else was told; its status page says “degraded performance”.`
  const alarm = { key: `slow/${id}/${at}`, template: 'slow', subject: `${id} is slow`, text, quietly: true }
  await pageOnCall(room, tx, alarm)
}
