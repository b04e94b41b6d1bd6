import { hours } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { Problem } from '../../problem.ts'
import { leadTimeOf } from './read-maintenance.ts'
import type { MaintenanceHappening, ScheduledMaintenance } from './scheduled.ts'

const EARLY = hours(1)

/** Why a person's order cannot be carried out any more, or not yet; null when it can. An order that is already carried out is no mistake. */
export function refusalOf({ facts, phase }: ScheduledMaintenance, happening: MaintenanceHappening, at: Instant): Problem | null {
  const over = (fix: string) => new Problem('conflict', 'maintenance_not_possible', `The maintenance "${facts.id}" is ${phase}.`, fix)
  switch (happening.type) {
    case 'started':
      if (phase === 'planned' && at < facts.startsAt - EARLY)
        return new Problem(
          'conflict',
          'maintenance_early',
          `"${facts.id}" does not begin within the hour.`,
          'Move it first, so that those affected know.',
        )
      return phase === 'planned' || phase === 'running' ? null : over('Plan another one.')
    case 'extended':
      return phase === 'running' ? null : over(phase === 'planned' ? 'Move it, with the new length.' : 'Plan another one.')
    case 'moved': {
      if (phase !== 'planned') return over(phase === 'running' ? 'Extend it instead.' : 'Plan another one.')
      const late = leadTimeOf({ startsAt: happening.startsAt, emergency: happening.emergency ?? facts.emergency }, at)
      return late && new Problem('bad-input', 'maintenance_late', `${late.what}.`, `${late.wayOut}.`, { field: 'starts' })
    }
    case 'cancelled':
      return phase === 'planned' || phase === 'cancelled' ? null : over('Complete it: the work has begun.')
    case 'completed':
      return phase === 'planned' || phase === 'cancelled' ? over('Only work that has begun can be completed.') : null
    case 'planned':
    case 'clock':
    case 'verified':
      return null
  }
}
