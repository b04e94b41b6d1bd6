import { isIP } from 'node:net'
import type { Around } from './around.ts'

/** Where a request belongs by its Host: to the hub's own address, to the page of an own domain, or to nobody. */
export type Door =
  { readonly is: 'hub' } | { readonly is: 'page'; readonly slug: string; readonly domain: string } | { readonly is: 'nobody' }

const HUB: Door = { is: 'hub' }
const NOBODY: Door = { is: 'nobody' }

/**
 * The page of an own domain, and nothing else, is under that domain: the console has an origin of its own. Once pages may have domains, a
 * name that is neither is refused (421, RFC 9110 section 15.5.20); the hub itself answers to its address of `hub.url`, to localhost and to
 * bare addresses.
 */
export function doorOf({ domains, plan }: Pick<Around, 'domains' | 'plan'>, host: string | undefined, overTls: boolean): Door {
  if (!domains) return HUB
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
  const slug = domains.page(name)
  if (slug !== null) return { is: 'page', slug, domain: name }
  if (overTls) return NOBODY
  const isOwn = isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === 'localhost' || name === new URL(plan().hub.url).hostname
  return isOwn ? HUB : NOBODY
}

const CHALLENGE = /^\/\.well-known\/acme-challenge\/([\w-]{1,200})$/

/** What an authority reads while it proves that the domain leads here (RFC 8555 section 8.3); null for any other request. */
export function challengeAt({ domains }: Pick<Around, 'domains'>, domain: string, url: string): string | null {
  const [, token] = CHALLENGE.exec(url) ?? []
  return token === undefined ? null : (domains?.challenge(domain, token) ?? null)
}
