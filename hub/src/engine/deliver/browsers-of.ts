import { createECDH, createHmac } from 'node:crypto'
import type { ChannelSettings } from '../../channels/channel.ts'
import { forgetBrowser, browsersOfPerson } from '../../store/browsers.ts'
import type { Room } from '../room.ts'

/** The keys under which push services know this installation (RFC 8292): made of its own key, so that they stay and are kept nowhere. */
export function vapidKeys(answerKey: string): { readonly publicKey: string; readonly privateKey: string } {
  const scalar = createHmac('sha256', answerKey).update('vapid').digest()
  scalar[0]! &= 0x7f // below the order of the curve
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(scalar)
  return { publicKey: curve.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
}

/** The browsers that take push messages for a person; null when there is none. */
export async function browsersOf(
  room: Pick<Room, 'store' | 'plan' | 'answerKey'>,
  person: string,
): Promise<ChannelSettings['browsers'] | null> {
  const subscriptions = await browsersOfPerson(room.store, person)
  if (subscriptions.length === 0) return null
  const vapid = { subject: `mailto:${room.plan().operator.mail}`, ...vapidKeys(room.answerKey) }
  return { subscriptions, vapid, forget: (endpoint) => forgetBrowser(room.store.db, endpoint) }
}
