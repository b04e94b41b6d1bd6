import type { Expiry } from '@allclear/wire/site.ts'
import { iso } from '../../domain/instant.ts'
import type { Ends } from '../../domain/warning/ends-of.ts'

/** Which of them ends first; null when neither is known. */
export function nextExpiry({ domain, certificate }: Ends): Expiry | null {
  if (domain === null && certificate === null) return null
  return certificate === null || (domain !== null && domain < certificate)
    ? { what: 'domain', at: iso(domain!) }
    : { what: 'certificate', at: iso(certificate) }
}
