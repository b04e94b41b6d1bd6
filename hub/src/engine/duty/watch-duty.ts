import { readyOf } from '../../domain/audience/on-duty.ts'
import { after, between, hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { comingsWithin } from '../../domain/oncall/comings.ts'
import { gapNews, sayGaps } from '../../domain/oncall/gap-news.ts'
import { sayHandOver, sayReminder } from '../../domain/oncall/say-coming.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { dueDutyNotices, keepGaps, knownGaps, markDutyNotice, nextDutyNotice, planDutyNotice } from '../../store/duty-notices.ts'
import type { DutyNotice } from '../../store/duty-notices.ts'
import { listIncidents } from '../../store/incidents.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { postNotice } from './post-notice.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'

const BEFORE = hours(1) // a reminder
const AHEAD = hours(2) // how far notices are planned
const JUST = minutes(2) // an override made a moment ago began with it
const EVERY = minutes(10)
const TOO_LATE = hours(1) // what was due while no hub ran is no news any more

/**
 * Tells whoever comes on duty, reminds those who come after a pause, and warns the owners two weeks ahead of uncovered time (RES-1). It looks
 * ahead at its start, when the plan has changed, and every ten minutes.
 */
export function startWatchingDuty(room: Room): Loop {
  let looked: { readonly at: Instant; readonly plan: Plan } | null = null
  return startLoop({
    clock: room.clock,
    most: minutes(1),
    onBug: room.onBug,
    async pass() {
      const plan = room.plan()
      const at = room.clock.now()
      if (looked?.plan !== plan || between(looked.at, at) >= EVERY) {
        await lookAhead(room, plan, at)
        looked = { at, plan }
      }
      await tellDue(room, plan, at)
      room.loops.deliver?.nudge()
      return nextDutyNotice(room.store.db)
    },
  })
}

/** Plans the words to those whose turns begin soon, and warns of uncovered time that nobody was told of. */
export async function lookAhead(room: Room, plan: Plan, at: Instant) {
  await planNotices(room, plan, at)
  await warnOfGaps(room, plan, at)
}

/** Tells what is due. */
export async function tellDue(room: Room, plan: Plan, at: Instant) {
  for (const notice of await dueDutyNotices(room.store.db, at)) await tell(room, plan, notice, at)
}

async function planNotices({ store }: Room, plan: Plan, at: Instant) {
  const comings = comingsWithin(plan, { from: (at - JUST) as Instant, until: after(at, AHEAD) })
  if (comings.length === 0) return
  await store.transaction(async (tx) => {
    for (const { schedule, person, at: beginsAt, isRested } of comings) {
      await planDutyNotice(tx, { schedule, person, kind: 'hand-over', beginsAt, dueAt: beginsAt })
      const dueAt = (beginsAt - BEFORE) as Instant
      if (isRested && dueAt >= at) await planDutyNotice(tx, { schedule, person, kind: 'reminder', beginsAt, dueAt })
    }
  })
}

// Whether the turn still begins is asked again: an override may have come between.
async function tell(room: Room, plan: Plan, notice: DutyNotice, at: Instant) {
  const { schedule, person, kind, beginsAt } = notice
  const comings = comingsWithin(plan, { from: (beginsAt - 1) as Instant, until: beginsAt })
  const coming = comings.find((one) => one.schedule === schedule && one.person === person)
  const open = await listIncidents(room.store.db, { phases: ['open', 'stabilising'], limit: 20 })
  await room.store.transaction(async (tx) => {
    if (!(await markDutyNotice(tx, notice, at)) || !coming || between(notice.dueAt, at) > TOO_LATE) return
    const said =
      kind === 'reminder'
        ? sayReminder(plan, coming)
        : sayHandOver(
            plan,
            coming,
            open.map(({ incident }) => incident),
            at,
          )
    const key = `${kind}/${schedule}/${beginsAt}`
    const link = `${plan.hub.url}${kind === 'reminder' ? 'on-call' : ''}`
    await postNotice(tx, plan, ready(room, plan, person), ['mail', 'push'], { key, template: kind, ...said, link, at })
  })
}

async function warnOfGaps(room: Room, plan: Plan, at: Instant) {
  await room.store.transaction(async (tx) => {
    const { found, news } = gapNews(plan, await knownGaps(tx), at)
    await keepGaps(tx, found, at)
    if (news.length === 0) return
    const key = `coverage-gap/${news[0]!.until}/${new Date(at).toISOString().slice(0, 10)}`
    for (const { id, timezone } of Object.values(plan.people).filter(({ role }) => role === 'owner')) {
      const link = `${plan.hub.url}on-call`
      await postNotice(tx, plan, ready(room, plan, id), ['mail'], { key, template: 'coverage-gap', ...sayGaps(news, timezone), link, at })
    }
  })
}

const ready = (room: Room, plan: Plan, person: string) => readyOf({ plan, secretsPresent: (path) => isUsable(room, path) }, person)
