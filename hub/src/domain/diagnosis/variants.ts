import { getDomain } from 'tldts'
import type { PageVariant } from './evidence.ts'

/** Whether the page, asked for in this way, answers as a page should. Not asked is not well. */
export const isWellVariant = (variant: PageVariant | null | undefined): variant is PageVariant =>
  variant !== null &&
  variant !== undefined &&
  variant.failure === null &&
  variant.status !== null &&
  variant.status >= 200 &&
  variant.status < 300

/** Whether it was asked for and did not answer as a page should. */
export const isIllVariant = (variant: PageVariant | null | undefined): variant is PageVariant =>
  variant !== null && variant !== undefined && (variant.failure !== null || (variant.status ?? 0) >= 400)

/** The foreign host a visit ends on: of another registrable domain than the site's; null when it stays at home. */
export function foreignHostOf(url: string | null, home: string): string | null {
  const host = url === null ? null : (URL.parse(url)?.hostname ?? null)
  return host === null || ownerOf(host) === ownerOf(home) ? null : host
}

const ownerOf = (host: string) => getDomain(host, { allowPrivateDomains: true }) ?? host
