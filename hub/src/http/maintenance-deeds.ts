import { createHash } from 'node:crypto'
import { z } from 'zod'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { Complaint } from '../domain/document.ts'
import { after, days } from '../domain/instant.ts'
import { announcedAhead } from '../domain/maintenance/announced-work.ts'
import type { AnnouncedWork } from '../domain/maintenance/announced-work.ts'
import { affectedSites } from '../domain/maintenance/covers.ts'
import { readMaintenance } from '../domain/maintenance/read-maintenance.ts'
import type { Maintenance, MaintenanceRead } from '../domain/maintenance/read-maintenance.ts'
import type { MaintenanceHappening, ScheduledMaintenance } from '../domain/maintenance/scheduled.ts'
import { NAME } from '../domain/plan/draft.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { maintenanceUnknown } from '../engine/maintenance/maintain.ts'
import { Problem } from '../problem.ts'
import { announcedWorks } from '../store/announced-works.ts'
import { listMaintenance } from '../store/maintenance.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

export const maintenanceParams = z.strictObject({ id: z.string().regex(NAME, 'is no name of a maintenance; write kernel-update') })

/** Who plans: a partner for its own sites, everyone else for the operator. */
export const ownerFor = ({ partner }: Caller): string => partner ?? OPERATOR

const SHOWN = days(-90)

/** The windows the caller may know of, the next to end first: a partner's own, and those of the operator that concern one of its sites. */
export async function worksFor(around: Around, caller: Caller): Promise<ScheduledMaintenance[]> {
  const works = await listMaintenance(around.store.db, caller.partner, after(around.clock.now(), SHOWN))
  return works.filter(
    (work) => work.partner === caller.partner || sitesFor(around.plan(), caller, work).length > 0 || caller.partner === null,
  )
}

/** What providers announced on their status pages, as far as it concerns sites the caller may know of. */
export async function announcedFor(around: Around, { partner }: Caller): Promise<AnnouncedWork[]> {
  const { sites } = around.plan()
  const own = partner === null ? sites : Object.fromEntries(Object.entries(sites).filter(([, site]) => site.partner === partner))
  return announcedAhead(await announcedWorks(around.store.db), { sites: own }, around.clock.now())
}

/** The sites of a window as far as the caller may know of them. */
export const sitesFor = (
  plan: Plan,
  { partner }: Caller,
  { facts, partner: owner }: Pick<ScheduledMaintenance, 'facts' | 'partner'>,
): string[] => affectedSites(plan, facts, owner).flatMap((site) => (partner === null || site.partner === partner ? [site.id] : []))

/** One window; another tenant's is as unknown as one that never was. */
export async function workOf(around: Around, caller: Caller, id: string): Promise<ScheduledMaintenance> {
  const found = (await worksFor(around, caller)).find(({ facts }) => facts.id === id)
  if (!found) throw maintenanceUnknown(id)
  return found
}

/** Something a person does to a window. A partner changes only what it planned itself. */
export async function changeMaintenance(
  around: Around,
  caller: Caller,
  id: string,
  happening: MaintenanceHappening,
): Promise<ScheduledMaintenance> {
  const { partner } = await workToChange(around, caller, id)
  return around.maintenance.change(partner, id, happening)
}

/** A window that the caller may change; one of the operator's is refused to a partner. */
export async function workToChange(around: Around, caller: Caller, id: string): Promise<ScheduledMaintenance> {
  const work = await workOf(around, caller, id)
  if (caller.partner !== null && work.partner !== caller.partner)
    throw new Problem('not-allowed', 'operator_only', 'This window was planned by the operator.', 'Ask the operator of this Allclear.')
  return work
}

/** Calls a window off; with `following`, the rest of its series as well. */
export async function cancelMaintenance(
  around: Around,
  caller: Caller,
  id: string,
  { reason, following = false }: { readonly reason: string; readonly following?: boolean | undefined },
): Promise<ScheduledMaintenance> {
  if (!following) return changeMaintenance(around, caller, id, { type: 'cancelled', by: caller.by, reason })
  const { partner } = await workToChange(around, caller, id)
  return around.maintenance.endSeries(partner, id, reason, caller.by)
}

/** A window as somebody describes it, judged by what the caller may plan: sites, clients and providers of others do not exist for them. */
export const readPlanned = (around: Around, caller: Caller, text: string, file: string): MaintenanceRead =>
  readMaintenance(text, file, { now: around.clock.now(), plan: ownPart(around.plan(), caller) })

/** The part of the plan that the caller may name in a window. */
export function ownPart(plan: Plan, { partner }: Caller): Plan {
  if (partner === null) return plan
  const own = <T>(all: Readonly<Record<string, T>>, is: (one: T) => boolean) =>
    Object.fromEntries(Object.entries(all).filter(([, one]) => is(one)))
  const sites = own(plan.sites, (site) => site.partner === partner)
  const standsOn = new Set(Object.values(sites).flatMap(({ hosting, dns, cdn }) => [hosting, dns, cdn]))
  return {
    ...plan,
    sites,
    clients: own(plan.clients, (client) => client.partner === partner),
    providers: own(plan.providers, ({ id }) => standsOn.has(id)),
  }
}

/** The window that was read, or a Problem that names every mistake; one that begins too soon has its own (MNT-1, MNT-2). */
export function acceptPlanned({ maintenance, complaints }: Pick<MaintenanceRead, 'maintenance' | 'complaints'>): Maintenance {
  const errors = complaints.filter(({ level }) => level === 'error')
  const worst = errors.length > 0 ? errors : complaints
  if (worst.length > 0) throw refusalFor(worst, errors.length > 0 ? 'maintenance_invalid' : 'maintenance_late')
  return maintenance!
}

function refusalFor(complaints: readonly Complaint[], code: 'maintenance_invalid' | 'maintenance_late'): Problem {
  const message = `${complaints.map((complaint) => complaint.message).join('. ')}.`
  const fix = `${[...new Set(complaints.map((complaint) => complaint.fix))].join('. ')}.`
  return code === 'maintenance_late'
    ? new Problem('bad-input', 'maintenance_late', message, fix, { field: 'starts', complaints })
    : new Problem('bad-input', 'maintenance_invalid', message, fix, { complaints })
}

/** A name for a window that was given none: the same words twice are the same window. */
export const nameFor = (words: unknown): string =>
  `maintenance-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 10)}`
