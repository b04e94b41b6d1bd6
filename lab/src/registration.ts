import type { RegistrationChange } from './faults/fault.ts'
import type { World } from './world.ts'
import { delegationOf, domains, type Domain } from './zones.ts'

const DAY = 86_400_000

/** What the registry and the registrar know of a domain; instants in milliseconds. */
export type Registration = {
  readonly domain: string
  readonly registrar: Registrar
  readonly status: readonly string[] // RDAP spelling (RFC 8056)
  readonly registered: number
  readonly changed: number
  readonly transferred: number | null
  readonly registryExpires: number
  readonly registrarExpires: number | null
  readonly nameServers: readonly string[]
  readonly isSigned: boolean
  readonly rdap: RegistrationChange['rdap']
  readonly whois: NonNullable<RegistrationChange['whois']>
}
export type Registrar = {
  readonly name: string
  readonly ianaId: string
  readonly url: string
  readonly mail: string
  readonly whois: string
}

const company = (name: string, ianaId: string, domain: string): Registrar => ({
  name,
  ianaId,
  url: `https://${domain}/`,
  mail: `abuse@${domain}`,
  whois: `whois.${domain}`,
})
const REGISTRARS = {
  namesilver: company('NameSilver', '9999', 'namesilver.example'),
  domaindepot: company('DomainDepot', '9998', 'domaindepot.example'),
}

/**
 * Looks a domain up in the registry, null when it is not registered. A lapsed one may show the trap of generic top-level domains:
 * the registry has renewed it by itself for a year, and only `registrar expiration` and `auto renew period` tell the truth.
 */
export function registrationOf(world: World, name: string): Registration | null {
  const all = domains(world)
  const index = all.findIndex((domain) => domain.name === name)
  const domain = all[index]
  const change = domain?.state?.fault?.registration ?? {}
  if (!domain || change.unregistered) return null
  const inDays = (days: number) => midnight(world.startedAt + days * DAY)
  const usual = 200 + 13 * index
  const { registryDays = usual, registrarDays = change.registryDays ?? usual, status = ['client transfer prohibited'] } = change
  return {
    domain: name,
    registrar: REGISTRARS[domain.state?.site.registrar ?? 'namesilver'],
    status,
    registered: inDays(-(900 + 40 * index)),
    changed: change.changedDays === undefined ? (changedSince(domain) ?? inDays(-(90 + 3 * index))) : inDays(change.changedDays),
    transferred: change.transferred ? inDays(-1) : null,
    registryExpires: inDays(registryDays),
    registrarExpires: registrarDays === null ? null : inDays(registrarDays),
    nameServers: delegationOf(domain)?.names ?? [],
    isSigned: Boolean(domain.state?.fault?.dns?.dnssec),
    rdap: change.rdap,
    whois: change.whois ?? 'thick',
  }
}

// What changes in the zone alone the registry never hears of.
function changedSince({ state }: Domain): number | null {
  const fault = state?.fault
  return fault?.registration || fault?.dns?.delegation ? state!.since : null
}

const midnight = (instant: number): number => instant - (instant % DAY)
