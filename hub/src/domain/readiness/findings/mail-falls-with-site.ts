import { deadBecause } from '../../audience/dead-address.ts'
import type { Contact, Site } from '../../plan/plan.ts'
import { placeOfContacts } from '../contact-lists.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'
import type { Fleet } from '../fleet.ts'

export const mailFallsWithSite: FindingKind = {
  id: 'mail-falls-with-site',
  title: 'Mail and site fall together',
  weight: 3,
  owner: 'client',
  why: 'The name or the server is gone, and with it every mailbox we would write to.',

  look: (fleet) =>
    Object.values(fleet.plan.sites).flatMap((site) => {
      const client = fleet.plan.clients[site.client ?? '']
      const mails = (client?.contacts ?? []).flatMap(({ mail }: Contact) => mail ?? [])
      if (!client || mails.length === 0) return []
      const dead = mails.flatMap((mail) => fallsWith(mail, site, fleet) ?? [])
      const said = `Every mail address of ${client.name} falls with ${site.id}. ${dead[0]}`
      const place = placeOfContacts({ id: client.id, client: client.id }, 'mail')
      return [lookAtSite(site, dead.length < mails.length ? null : { said, place })]
    }),
}

// When the name is gone, and when the server is.
function fallsWith(mail: string, site: Site, { mailRoutes, baselines }: Fleet): string | null {
  const { a, aaaa } = baselines.get(site.id)?.dns ?? { a: null, aaaa: null }
  const seen = { routes: mailRoutes, siteAddresses: [...(a ?? []), ...(aaaa ?? [])] }
  const because = (cause: string) => deadBecause(mail, { site, cause, unreachable: [], mail: seen })
  const why = because('domain.expired') ?? because('hosting.provider_outage')
  return why?.replace(', which is what is broken', ', which is the name of the site').replace('that is down', 'that the site is on') ?? null
}
