import type { Words } from '@allclear/wire/planner.ts'
import { seconds } from '../../domain/instant.ts'
import { decideMaintenance } from '../../domain/maintenance/decide-maintenance.ts'
import { refusalOf } from '../../domain/maintenance/refusal-of.ts'
import type { MaintenanceHappening } from '../../domain/maintenance/scheduled.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { workToChange } from '../maintenance-deeds.ts'
import { showWords } from './show-words.ts'

/**
 * Who would read which words because of a deed, before it is done: decided as it will be, and nothing of it kept (MNT-3). What cannot be done is refused as the
 * deed would be. Completion is shown as it is announced once all sites are well.
 */
export async function previewDeed(around: Around, caller: Caller, id: string, happening: MaintenanceHappening): Promise<Words> {
  const before = await workToChange(around, caller, id)
  const now = around.clock.now()
  const refusal = refusalOf(before, happening, now)
  if (refusal) throw refusal
  const known = { reached: around.maintenance.reached(before), waits: [], lookAgain: seconds(0) }
  const done = decideMaintenance(before, { ...happening, known }, now)
  const { work, orders } =
    happening.type === 'completed' ? decideMaintenance(done.work, { type: 'verified', unwell: [], known }, now) : done
  const told = orders.flatMap((order) => (order.do === 'tell' ? [order] : []))
  const kinds = [...new Set(told.map(({ kind }) => kind))]
  const reached = told.map((order) => order.reached)
  return showWords(around, work, [...new Set(reached)], kinds.map((kind) => ({ kind, at: now }))) // prettier-ignore
}
