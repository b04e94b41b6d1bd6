import { list } from '../diagnosis/compare.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import { familyOf } from '../diagnosis/taxonomy.ts'
import type { Authority, Plan, Site } from '../plan/plan.ts'

/** Where a company concerned is reached. Credentials stand nowhere; `login` is the address where one logs in. */
export type ProviderContact = {
  readonly roles: readonly Role[]
  readonly name: string
  readonly support: { readonly url: string | null; readonly mail: string | null; readonly phone: string | null }
  readonly login: string | null
  readonly authority: string | null // who may speak with it, for whom, and what proves it
  readonly status: string | null // its status feed
}
type Known = Pick<Plan, 'providers' | 'people' | 'clients'>
type Role = 'hosting' | 'DNS' | 'registrar'

const EVERY: readonly Role[] = ['hosting', 'DNS', 'registrar']
const CONCERNED: Readonly<Record<string, readonly Role[]>> = {
  domain: ['registrar'],
  dns: ['DNS', 'registrar'],
  hosting: ['hosting'],
  tls: ['hosting'],
  host: ['hosting'],
  app: ['hosting'],
  security: ['hosting'],
}

/** The companies that a cause concerns, by what the plan knows of them; while the cause is not known all of the site's. */
export function contactsFor(cause: string | null, site: Site | null, plan: Known, evidence: Evidence | null): readonly ProviderContact[] {
  const roles = CONCERNED[cause === null ? '' : familyOf(cause)] ?? EVERY
  const contacts = new Map<string, ProviderContact>()
  for (const role of roles) {
    const found = site && contactOf(role, site, plan, evidence)
    if (found) contacts.set(found.name, { ...found, roles: [...(contacts.get(found.name)?.roles ?? []), role] })
  }
  return [...contacts.values()]
}

/** `Ana Ruiz and Kofi Mensah, for Corner Bakery: signed on 2026-02-01`. */
export function sayAuthority({ people, for: clients, proof }: Authority, plan: Known): string {
  const names = list(people.map((id) => plan.people[id]?.name ?? id))
  const whom = clients.length === 0 ? 'all clients' : list(clients.map((id) => plan.clients[id]?.name ?? id))
  return `${names}, for ${whom}: ${proof}`
}

function contactOf(role: Role, site: Site, plan: Known, evidence: Evidence | null): Omit<ProviderContact, 'roles'> | null {
  const id = { hosting: site.hosting, DNS: site.dns, registrar: site.registrar }[role]
  const provider = id === null ? undefined : plan.providers[id]
  if (provider) {
    const { name, support, login, authority, status } = provider
    const said = authority === null ? null : sayAuthority(authority, plan)
    return { name, support: { url: support.url, mail: support.mail, phone: support.phone }, login, authority: said, status }
  }
  const seen = role === 'registrar' ? (evidence?.registration?.registrar ?? null) : null
  return seen === null ? null : { name: seen, support: { url: null, mail: null, phone: null }, login: null, authority: null, status: null }
}
