import type { Site } from '../domain/plan/plan.ts'
import { portOf, readUrl } from '../network/url.ts'

/** The host of a site, without brackets, and the port of its page. */
export function hostOf({ id, url }: Site): { readonly host: string; readonly port: number } {
  const read = readUrl(url)
  return read.ok ? { host: read.url.hostname.replace(/^\[|\]$/g, ''), port: portOf(read.url) } : { host: id, port: 443 }
}
