import type { Plan, Site } from './plan.ts'

/** The site that a monitor looks at; null for one that is not in the plan. Ids of monitors begin with their site's: `cornerbakery.example/http`. */
export function siteOfMonitor({ sites }: Pick<Plan, 'sites'>, monitor: string): Site | null {
  const id = monitor.slice(0, Math.max(0, monitor.indexOf('/')))
  const site = Object.hasOwn(sites, id) ? sites[id]! : null
  return site?.monitors.some((one) => one.id === monitor) ? site : null
}
