import type { Change } from '../plan/change-kept.ts'
import { gather, slug } from './imported.ts'
import type { Imported } from './imported.ts'

/** One account of a hosting panel or a billing system, in our words: a domain, and whose it is. */
export type Account = {
  readonly from: string // as people called it there
  readonly domain: string
  readonly client: Owner | null
  readonly tags: readonly string[]
  readonly loses?: readonly string[]
}

/** Who an account belongs to; `key` is the same for all accounts of one. */
export type Owner = { readonly key: string; readonly name: string; readonly contacts: readonly { name: string; mail: string }[] }

/** Makes sites of the domains and clients of their owners: one for each owner, however many accounts there are. */
export function gatherAccounts(accounts: readonly Account[], left: Imported['left']): Imported {
  const found = accounts.map(({ from, domain, tags, loses = [] }) => ({
    from,
    check: 'http',
    url: `https://${domain}`,
    host: null,
    tags,
    loses,
  }))
  const gathered = gather(found, left)
  const owners = new Map(
    accounts.flatMap(({ domain, client }) => (client ? [[URL.parse(`https://${domain}`)?.href, client] as const] : [])),
  )
  const ids = new Map<string, string>() // by key
  const clients: Change[] = []
  const sites = gathered.changes.map((change): Change => {
    const owner = owners.get(String(change.set!['url']))
    if (!owner) return change
    const id = ids.get(owner.key) ?? freeId(owner, new Set(ids.values()))
    if (!ids.has(owner.key)) clients.push({ kind: 'clients', id, set: { name: owner.name, ...(owner.contacts.length > 0 && { contacts: owner.contacts }) } }) // prettier-ignore
    ids.set(owner.key, id)
    return { ...change, set: { ...change.set, client: id } }
  })
  return { ...gathered, changes: [...clients, ...sites] }
}

// Two owners of one name stay two.
function freeId({ key, name }: Owner, taken: ReadonlySet<string>): string {
  const id = slug(name) || `client-${slug(key)}`
  return taken.has(id) ? `${id}-${slug(key)}` : id
}
