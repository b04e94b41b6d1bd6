import { workingChannels, onDutyAt } from '../../domain/audience/on-duty.ts'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { affectedSites } from '../../domain/maintenance/covers.ts'
import { decideMaintenance, planMaintenance } from '../../domain/maintenance/decide-maintenance.ts'
import { leavesAt } from '../../domain/maintenance/notice-way.ts'
import { reachedBy } from '../../domain/maintenance/reached.ts'
import type { Maintenance } from '../../domain/maintenance/read-maintenance.ts'
import type { Repeats } from '../../domain/maintenance/repeats.ts'
import { refusalOf } from '../../domain/maintenance/refusal-of.ts'
import { beginSeries, endSeries, extendSeries } from '../../domain/maintenance/series.ts'
import type { Series } from '../../domain/maintenance/series.ts'
import type { MaintenanceHappening, MaintenanceOrder, Reached, ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { speakMaintenance, templateOf } from '../../domain/message/speak-maintenance.ts'
import { quicken } from '../../domain/playbook/quicken.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import {
  addMaintenanceEvent,
  addMaintenanceUpdate,
  findMaintenance,
  insertMaintenance,
  listMaintenance,
  saveMaintenance,
} from '../../store/maintenance.ts'
import { dueSeries, findSeries, insertSeries, saveSeries } from '../../store/maintenance-series.ts'
import { postMessage, withdrawMessages } from '../../store/outbox.ts'
import type { Tx } from '../../store/store.ts'
import { noticeSubscribers } from '../../store/subscriber-notices.ts'
import { messageIdOf } from '../deliver/message-id.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'

/** What changing a window needs of the room. */
export type Maintaining = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'library' | 'calendar' | 'loops' | 'news'>

/** What people ask about windows: put one on the calendar, change one, whom one would reach. */
export type MaintenanceDesk = {
  /** With `repeats` the first of many; the others follow by themselves. */
  schedule(partner: string, facts: Maintenance, by: string, repeats?: Repeats | null): Promise<ScheduledMaintenance>
  /** Calls off one occurrence of a series and all that follow. */
  endSeries(partner: string, id: string, reason: string, by: string): Promise<ScheduledMaintenance>
  change(partner: string, id: string, happening: MaintenanceHappening): Promise<ScheduledMaintenance>
  reached(work: Pick<ScheduledMaintenance, 'facts' | 'partner'>): readonly Reached[]
}

export const maintenanceOf = (room: Maintaining): MaintenanceDesk => ({
  schedule: (partner, facts, by, repeats = null) =>
    repeats === null ? scheduleMaintenance(room, partner, facts, by) : scheduleSeries(room, beginSeries(partner, facts, repeats, by)),
  endSeries: (partner, id, reason, by) => callOffSeries(room, partner, id, { type: 'cancelled', by, reason }),
  change: (partner, id, happening) => maintain(room, partner, id, happening),
  reached: (work) => reachedNow(room, work),
})

const TRIES = 5
const LOOK_AGAIN = seconds(30)

/**
 * Puts a window on the calendar, with the first notice where it is due already. The same window under the same name twice is one;
 * another one under that name is refused (Problem `maintenance_taken`).
 */
async function scheduleMaintenance(room: Maintaining, partner: string, facts: Maintenance, by: string): Promise<ScheduledMaintenance> {
  const at = room.clock.now()
  const fresh = planMaintenance(partner, facts, at)
  const planned = await room.store.transaction(async (tx) => (await plan(room, tx, fresh, by)) ?? alreadyPlanned(tx, fresh))
  await noticeChange(room, partner)
  return planned
}

async function plan(room: Maintaining, tx: Tx, fresh: ScheduledMaintenance, by: string): Promise<ScheduledMaintenance | null> {
  if (!(await insertMaintenance(tx, fresh))) return null
  return hear(room, tx, { version: 1, work: fresh }, { type: 'planned', by }, fresh.plannedAt)
}

async function scheduleSeries(room: Maintaining, series: Series): Promise<ScheduledMaintenance> {
  const { partner, id, facts, repeats } = series
  const isNew = await room.store.transaction(async (tx) => {
    if (!(await insertSeries(tx, series))) return false
    await planAhead(room, tx, series)
    return true
  })
  const there = isNew ? series : await findSeries(room.store.db, partner, id)
  if (!there || JSON.stringify([there.facts, there.repeats]) !== JSON.stringify([facts, repeats])) throw taken(id)
  await noticeChange(room, partner)
  return (await findMaintenance(room.store.db, partner, `${id}-${repeats.first.slice(0, 10)}`))!.work
}

async function planAhead(room: Maintaining, tx: Tx, before: Series): Promise<void> {
  const at = room.clock.now()
  const { series, windows } = extendSeries(before, at)
  if (!(await saveSeries(tx, before, series))) return // another hub did it
  for (const facts of windows) await plan(room, tx, planMaintenance(series.partner, facts, at, series.id), series.by)
}

/** Puts the occurrences that come within sight on the calendar, each once, however often this is asked. */
export async function extendAllSeries(room: Maintaining): Promise<void> {
  for (const series of await dueSeries(room.store.db, room.clock.now())) {
    await room.store.transaction((tx) => planAhead(room, tx, series))
    await noticeChange(room, series.partner)
  }
}

async function callOffSeries(
  room: Maintaining,
  partner: string,
  id: string,
  cancelled: Extract<MaintenanceHappening, { type: 'cancelled' }>,
): Promise<ScheduledMaintenance> {
  const work = await maintain(room, partner, id, cancelled)
  const series = work.series === null ? null : await findSeries(room.store.db, partner, work.series)
  if (!series) return work
  await room.store.transaction((tx) => saveSeries(tx, series, endSeries(series, room.clock.now())))
  const works = await listMaintenance(room.store.db, partner, room.clock.now())
  for (const other of works)
    if (
      other.partner === partner &&
      other.series === work.series &&
      other.phase === 'planned' &&
      other.facts.startsAt > work.facts.startsAt
    )
      await maintain(room, partner, other.facts.id, cancelled)
  return work
}

async function alreadyPlanned(tx: Tx, { partner, facts }: ScheduledMaintenance): Promise<ScheduledMaintenance> {
  const there = await findMaintenance(tx, partner, facts.id)
  if (there && JSON.stringify(there.work.facts) === JSON.stringify(facts)) return there.work
  throw taken(facts.id)
}

const taken = (id: string) =>
  new Problem('conflict', 'maintenance_taken', `There is another maintenance "${id}".`, 'Give this one another name, or move that one.', {
    field: 'maintenance',
  })

/** One event, one transaction, as for incidents: the new truth, its notices and its announcements are kept together or not at all. */
export async function maintain(
  room: Maintaining,
  partner: string,
  id: string,
  happening: MaintenanceHappening,
): Promise<ScheduledMaintenance> {
  for (let tries = 1; ; tries++) {
    try {
      const work = await room.store.transaction(async (tx) => {
        const found = await findMaintenance(tx, partner, id)
        if (!found) throw maintenanceUnknown(id)
        const at = room.clock.now()
        const refusal = refusalOf(found.work, happening, at)
        if (refusal) throw refusal
        return hear(room, tx, found, happening, at)
      })
      await noticeChange(room, partner)
      return work
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'maintenance_changed') || tries === TRIES) throw error
    }
  }
}

export const maintenanceUnknown = (id: string) =>
  new Problem(
    'not-found',
    'maintenance_unknown',
    `There is no maintenance "${id.slice(0, 80)}".`,
    'Look at /api/v1/maintenance for those there are.',
  )

// A window of the operator may concern every tenant.
async function noticeChange({ calendar, loops, news }: Maintaining, partner: string) {
  await calendar.refresh()
  news({ partner: partner === OPERATOR ? null : partner, incident: null })
  loops.maintain?.nudge()
  loops.deliver?.nudge()
  loops.subscribers?.nudge()
}

async function hear(
  room: Maintaining,
  tx: Tx,
  before: { readonly version: number; readonly work: ScheduledMaintenance },
  happening: MaintenanceHappening,
  at: Instant,
): Promise<ScheduledMaintenance> {
  const { partner, facts } = before.work
  const { escalation, quickened } = room.plan()
  const known = {
    reached: reachedNow(room, before.work),
    waits: escalation.map(({ wait }) => wait),
    lookAgain: quicken(LOOK_AGAIN, quickened),
  }
  const { work, orders } = decideMaintenance(before.work, { ...happening, known }, at)
  if (work === before.work && orders.length === 0) return work
  await saveMaintenance(tx, before.version, work)
  await addMaintenanceEvent(tx, work, before.version + 1, at, happening)
  if ('by' in happening) await addAudit(tx, { at, partner, who: happening.by, what: `maintenance ${happening.type}`, about: facts.id })
  for (const order of orders) await carry(room, tx, work, order, at)
  return work
}

/** Whom a window concerns by the plan of this moment, over the ways that work. */
function reachedNow(room: Pick<Room, 'plan' | 'secrets'>, { facts, partner }: Pick<ScheduledMaintenance, 'facts' | 'partner'>): Reached[] {
  const plan = room.plan()
  const secretsPresent = (path: string) => isUsable(room, path)
  const working = workingChannels({ plan, secretsPresent })
  return reachedBy({ plan, working, secretsPresent, deadBecause: () => null }, affectedSites(plan, facts, partner))
}

async function carry(room: Maintaining, tx: Tx, work: ScheduledMaintenance, order: MaintenanceOrder, at: Instant) {
  if (order.do === 'withdraw') return withdrawMessages(tx, `maintenance/${work.facts.id}/`, at, order.why)
  if (order.do === 'page') return page(room, tx, work, order, at)
  const { kind, key, reached, isShort } = order
  const { partner, recipient } = reached
  const plan = room.plan()
  if (!reached.sites.some((site) => plan.sites[site])) return // nothing of theirs is left in the plan
  const { subject, text, html, link } = speakMaintenance({ plan, templates: room.library().templates, work, kind, reached, isShort })
  if (recipient.channel === 'status-page') {
    const page = recipient.address[0]!
    await addMaintenanceUpdate(tx, { partner, page, key, maintenance: work.facts.id, at, kind, subject, text })
    const heard = { kind: 'maintenance', incident: null, stage: kind, at, subject, text, sites: reached.sites } as const
    // The pages that list a site say the same: who reads two of them is told once.
    return noticeSubscribers(tx, { partner, page, key: key.replace(/\/[^/]+\/status-page$/, ''), ...heard })
  }
  const messageId = messageIdOf(partner, key, recipient.from)
  const message = { partner, key, incident: null, step: null, contract: 'message', recipient, template: templateOf(kind) } as const
  await postMessage(tx, { ...message, subject, text, html, link, messageId, orderedAt: at, dueAt: leavesAt(plan, reached, at) })
}

/** The work runs past its end: whoever is on duty at this rung is paged (MNT-3). */
async function page(
  room: Maintaining,
  tx: Tx,
  { facts }: ScheduledMaintenance,
  { key, rung }: { readonly key: string; readonly rung: number },
  at: Instant,
) {
  const plan = room.plan()
  const duty = onDutyAt({ plan, secretsPresent: (path) => isUsable(room, path), at })
  const called = plan.escalation[rung]
  if (!called) return
  const from = `${plan.operator.name} <${plan.operator.mail}>`
  const link = `${plan.hub.url}maintenance`
  const text = `The window of "${facts.id}" has ended and nobody has said that the work is done. Its sites are judged as always again.\n\nExtend it or complete it: ${link}`
  for (const person of duty[called.notify] ?? []) {
    for (const channel of called.by) {
      const address = person.by[channel]
      if (!address) continue
      const recipient = { audience: 'responder', name: person.name, channel, address: [address], from, cc: [], why: null } as const
      const ofPerson = `${key}/${person.person}/${channel}`
      const message = {
        partner: OPERATOR,
        key: ofPerson,
        incident: null,
        step: null,
        contract: 'page',
        recipient,
        template: 'maintenance-overrun',
      } as const
      const subject = `Maintenance overruns: ${facts.id}`
      await postMessage(tx, {
        ...message,
        subject,
        text,
        html: null,
        link,
        messageId: messageIdOf(OPERATOR, ofPerson, from),
        orderedAt: at,
        dueAt: at,
      })
    }
  }
}
