import type { Instant } from '../instant.ts'
import type { Evidence, RegistrationEvidence } from './evidence.ts'

/** Whether the registry lists one of these words, in RDAP's spelling (RFC 8056). */
export const hasStatus = (registration: RegistrationEvidence | null, ...words: string[]) =>
  registration?.status.some((status) => words.includes(status.toLowerCase())) ?? false

/** Until when a name is paid for, the registrar's word before the registry's; null when it is not known or past. */
export function paidUntil({ registration, at }: Evidence): Instant | null {
  const until = registration?.registrarExpires ?? registration?.registryExpires ?? null
  return registration?.found && until !== null && until > at ? until : null
}

/** Whether registry or registrar took the name out of the zone while it stays registered (EPP `clientHold`, `serverHold`). */
export const isOnHold = (registration: RegistrationEvidence | null) => hasStatus(registration, 'client hold', 'server hold')
