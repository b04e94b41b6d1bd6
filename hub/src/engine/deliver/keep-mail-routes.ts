import type { MailRoute } from '../../domain/audience/dead-address.ts'
import { between, hours, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Network } from '../../network/network.ts'
import { mailRoutesOf, saveMailRoute } from '../../store/mail-routes.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const FRESH = hours(24)
const AT_ONCE = 20 // domains in one pass, which comes each minute
const MOST_HOSTS = 5
const LOOKUP_MS = 5000

/**
 * Keeps who takes the mail of every contact's domain, while it can still be asked: in an outage it is too late (COM-4).
 * A domain that gives no answer keeps what was seen before, and is asked again an hour later.
 */
export function startKeepingMailRoutes({ store, clock, plan, outside, turns, onBug }: Room): Loop {
  const askedAt = new Map<string, Instant>()
  const stopping = new AbortController()
  const loop = startLoop({
    clock,
    turn: turns.of('mail-routes'),
    most: seconds(60),
    onBug,
    async pass() {
      const known = new Map<string, Instant>()
      for (const partner of new Set(mailDomains(plan()).map((one) => one.partner)))
        for (const route of await mailRoutesOf(store.db, partner)) known.set(keyOf(partner, route.domain), route.seenAt)
      const isDue = ({ partner, domain }: Place) => {
        const key = keyOf(partner, domain)
        const [seen, asked] = [known.get(key), askedAt.get(key)]
        const isFresh = seen !== undefined && between(seen, clock.now()) < FRESH
        return !isFresh && (asked === undefined || between(asked, clock.now()) >= hours(1))
      }
      for (const { partner, domain } of mailDomains(plan()).filter(isDue).slice(0, AT_ONCE)) {
        if (stopping.signal.aborted) return null
        askedAt.set(keyOf(partner, domain), clock.now())
        const route = await routeOf(outside, domain, stopping.signal)
        if (route) await saveMailRoute(store.db, partner, clock.now(), route)
      }
      return null
    },
  })
  return {
    nudge: loop.nudge,
    passedAt: loop.passedAt,
    stop: () => {
      stopping.abort()
      return loop.stop()
    },
  }
}

type Place = { readonly partner: string; readonly domain: string }

const keyOf = (partner: string, domain: string) => `${partner} ${domain}`

/** The domains of the mailboxes of clients and partners, by tenant. */
function mailDomains({ clients, partners }: Plan): Place[] {
  const contacts = [
    ...Object.values(clients).map(({ partner, contacts: all }) => ({ partner, all })),
    ...Object.values(partners).map(({ id, contacts: all }) => ({ partner: id, all })),
  ]
  const places = contacts.flatMap(({ partner, all }) =>
    all.flatMap(({ mail }) => (mail === null ? [] : [{ partner, domain: mail.slice(mail.lastIndexOf('@') + 1).toLowerCase() }])),
  )
  return [...new Map(places.map((place) => [keyOf(place.partner, place.domain), place])).values()]
}

/** The mail hosts of a domain and their addresses; without MX records it is the domain itself (RFC 5321 section 5.1). Null without an answer. */
export async function routeOf(network: Pick<Network, 'lookup'>, domain: string, signal: AbortSignal): Promise<MailRoute | null> {
  const options = () => ({ signal: AbortSignal.any([signal, AbortSignal.timeout(LOOKUP_MS)]) })
  const found = await network.lookup(domain, 'MX', options())
  if (found.code !== 'ok' && found.code !== 'nodata') return null
  const written = found.records.map((record) => record.split(' ').at(-1)!.toLowerCase()).filter((host) => host !== '' && host !== '.')
  const hosts = (found.code === 'nodata' ? [domain] : written).slice(0, MOST_HOSTS)
  const addresses = new Set<string>()
  for (const host of hosts)
    for (const type of ['A', 'AAAA'] as const)
      for (const address of (await network.lookup(host, type, options())).records) addresses.add(address)
  return { domain, hosts, addresses: [...addresses].sort() }
}
