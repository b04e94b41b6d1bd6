import type { PageEvidence, Transport } from './evidence.ts'

/** How the addresses of a site take a connection on its own port, in one word; `mixed` when they do not agree. */
export type Reach = 'open' | 'refused' | 'silent' | 'reset' | 'mixed' | 'unknown'

const WORD: Record<Transport['outcome'], Reach> = {
  connected: 'open',
  refused: 'refused',
  reset: 'reset',
  timeout: 'silent',
  unreachable: 'silent',
  'not-allowed': 'unknown',
}

/** What all addresses have in common, or those of one family when it is named. */
export function reachOf(page: PageEvidence | null, family?: 4 | 6): Reach {
  const words = new Set(
    (page?.transports ?? []).filter((one) => family === undefined || one.family === family).map(({ outcome }) => WORD[outcome]),
  )
  return words.size === 0 ? 'unknown' : words.size > 1 ? 'mixed' : [...words][0]!
}

const SILENCE = new Set(['timeout', 'tls_timeout', 'aborted', 'connection_timeout'])

/** Whether nothing at all comes back: silence at the door on every port, or behind a door that opens. */
export function isSilent(page: PageEvidence | null): boolean {
  if (!page || page.transports.length === 0) return false
  if (reachOf(page) === 'silent') return page.plain !== 'connected' && page.plain !== 'refused'
  return page.status === null && SILENCE.has(page.failure ?? '')
}

const DROPPED = new Set(['connection_reset', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** Whether connections are taken and dropped at once, before a word is said. */
export const isDropped = (page: PageEvidence | null) =>
  reachOf(page) === 'reset' ||
  (page?.status === null && DROPPED.has(page.failure ?? '') && page.transports.some(({ outcome }) => outcome === 'connected'))

/** Whether the old addresses answer while every address of IPv6 is dead: most visitors notice nothing. */
export const isOnlyIpv6Dead = (page: PageEvidence | null) =>
  reachOf(page, 4) === 'open' && ['refused', 'silent', 'reset'].includes(reachOf(page, 6))
