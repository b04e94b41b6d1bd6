import { isIP } from 'node:net'
import type { Plan } from '../../domain/plan/plan.ts'

/** For whom passkeys are made: the host of the hub's public address, and the origin that may ask for them. */
export type RelyingParty = { readonly id: string; readonly origin: string }

/** Null where browsers give no passkeys: at a bare address, or without https (WebAuthn level 3, section 5.1.2; localhost is let pass). */
export function relyingParty({ hub }: Pick<Plan, 'hub'>): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(hub.url)
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  if (isAddress || (protocol !== 'https:' && hostname !== 'localhost')) return null
  return { id: hostname, origin }
}
