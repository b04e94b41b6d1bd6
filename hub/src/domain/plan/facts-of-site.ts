import { getDomain } from 'tldts'
import type { Plan, Provider, Site } from './plan.ts'

/** What the plan itself knows of a site that is worth telling, by the names that a diagnosis uses as well. */
export function factsOfSite(plan: Plan, site: Site): Readonly<Record<string, string>> {
  const at = (id: string | null) => (id === null ? undefined : plan.providers[id])
  const [registrar, hosting, dns] = [at(site.registrar), at(site.hosting), at(site.dns)]
  const known: readonly (readonly [string, string | null | undefined])[] = [
    ['domain', getDomain(site.id)],
    ['registrar', registrar?.name],
    ['registrar-login', registrar?.login],
    ['hosting', hosting?.name],
    ['hosting-login', hosting?.login],
    ['hosting-support', hosting && supportOf(hosting)],
    ['hosting-status', hosting?.status && pageOf(hosting.status)],
    ['plan', site.plan],
    ['dns-provider', dns?.name],
  ]
  return Object.fromEntries(known.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

// Where people read what a feed says to programs: known for the shape that the Statuspage API made the convention.
const pageOf = (feed: string) => /^(https?:\/\/.+\/)api\/v2\/summary\.json$/.exec(feed)?.[1]

const supportOf = ({ support }: Provider) => support.url ?? support.mail ?? support.phone
