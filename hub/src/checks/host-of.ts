import { portOf, readUrl } from '../network/url.ts'
import type { SiteToCheck } from './check.ts'

/** The host of a site, without brackets, and the port of its page. */
export function hostOf({ id, url }: SiteToCheck): { readonly host: string; readonly port: number } {
  const read = readUrl(url)
  return read.ok ? { host: read.url.hostname.replace(/^\[|\]$/g, ''), port: portOf(read.url) } : { host: id, port: 443 }
}
