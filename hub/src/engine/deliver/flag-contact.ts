import { refusedAddress } from '../../domain/audience/refused-address.ts'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import { clearAddress, flagAddress } from '../../store/bounced-addresses.ts'
import type { Tx } from '../../store/store.ts'

/**
 * An address that does not take messages stays flagged on its contact, beyond the incident, until one arrives there (PRP-1). What reached a client
 * by mail has reached `copies` too.
 */
export async function flagContact(
  tx: Tx,
  { partner, told }: Incident,
  happening: Happening,
  { at, copies }: { readonly at: Instant; readonly copies: readonly string[] },
): Promise<void> {
  if (happening.type === 'bounced') return flagAddress(tx, { partner, address: happening.address, at, reason: 'A message came back.' })
  if (happening.type !== 'delivered') return
  const { key, outcome, reason } = happening
  const recipient = told.find((one) => one.key === key)
  if (recipient?.audience !== 'client' && recipient?.audience !== 'partner') return
  const refused = outcome === 'refused' ? refusedAddress(reason) : null
  if (refused !== null) await flagAddress(tx, { partner, address: refused, at, reason: reason! })
  if (outcome !== 'delivered') return
  const isCopied = recipient.audience === 'client' && recipient.channel === 'mail'
  for (const address of [recipient.address, ...(isCopied ? copies : [])]) await clearAddress(tx, partner, address)
}
