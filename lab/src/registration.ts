import { NAME_SERVERS } from './addresses.ts'
import type { World } from './world.ts'
import { delegatedTo, domains } from './zones.ts'

const DAY = 86_400_000

/** What the registry and the registrar know of a domain; instants in milliseconds. */
export type Registration = {
  readonly domain: string
  readonly registrar: { readonly name: string; readonly ianaId: string; readonly url: string; readonly mail: string }
  readonly status: readonly string[] // RDAP spelling (RFC 8056)
  readonly registered: number
  readonly changed: number
  readonly registryExpires: number
  readonly registrarExpires: number
  readonly nameServers: readonly string[]
}

const NAMESILVER = { name: 'NameSilver', ianaId: '9999', url: 'https://namesilver.example/', mail: 'abuse@namesilver.example' }

/**
 * Looks a domain up in the registry, null when it is not registered. A lapsed one shows the trap of generic top-level domains:
 * the registry has renewed it by itself for a year, and only `registrar expiration` and `auto renew period` tell the truth.
 */
export function registrationOf(world: World, name: string): Registration | null {
  const all = domains(world)
  const index = all.findIndex((domain) => domain.name === name)
  const domain = all[index]
  if (!domain) return null
  const lapsed = domain.state?.fault?.registration === 'expired'
  const paidUntil = lapsed ? midnight(world.startedAt - 2 * DAY) : midnight(world.startedAt + (200 + 13 * index) * DAY)
  return {
    domain: name,
    registrar: NAMESILVER,
    status: lapsed ? ['auto renew period'] : ['client transfer prohibited'],
    registered: midnight(world.startedAt - (900 + 40 * index) * DAY),
    changed: domain.state?.since ?? world.startedAt,
    registryExpires: lapsed ? paidUntil + 365 * DAY : paidUntil,
    registrarExpires: paidUntil,
    nameServers: NAME_SERVERS[delegatedTo(domain)],
  }
}

const midnight = (instant: number): number => instant - (instant % DAY)
