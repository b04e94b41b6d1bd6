import type { Instant } from '../instant.ts'
import { addressFault } from '../message/address.ts'
import type { SubscriberChannel } from '../plan/plan.ts'
import type { PageLanguage } from '../status/page-words.ts'

/** What a reader of a status page wants to hear, and where. */
export type Wish = {
  readonly channel: SubscriberChannel
  readonly address: string
  readonly language: PageLanguage
  readonly incidents: boolean
  readonly maintenance: boolean
  readonly sites: readonly string[] | null // null: whatever the page lists, also later
}

/** `pending`: has not confirmed yet; `held`: a brake caught the sign-up; `stopped`: the address came back, or called us spam. */
export type SubscriberState = 'pending' | 'confirmed' | 'held' | 'stopped'

export type Subscriber = Wish & {
  readonly seq: number
  readonly partner: string
  readonly page: string
  readonly state: SubscriberState
  readonly askedAt: Instant // of the last sign-up
  readonly reason: string | null // why it is held or stopped
}

const LONGEST_URL = 500

/** An address as a stranger wrote it, in the form in which it is kept; null for what is none. Where a webhook leads is judged when it is called. */
export function readAddress(channel: SubscriberChannel, written: string): string | null {
  const text = written.trim()
  switch (channel) {
    case 'mail': {
      const at = text.lastIndexOf('@')
      const address = `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`
      return at > 0 && addressFault(address) === null && address.includes('.', at) ? address : null
    }
    case 'sms': {
      const number = text.replace(/[\s().-]/g, '').replace(/^00/, '+')
      return /^\+[1-9]\d{6,14}$/.test(number) ? number : null
    }
    case 'slack':
      return /^https:\/\/hooks\.slack\.com\/[\w/-]{1,300}$/.test(text) ? text : null
    case 'webhook': {
      const url = text.length > LONGEST_URL ? null : URL.parse(text)
      return url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname.includes('.') ? url.href : null
    }
  }
}

/** What a page has to say: of which sites, and whether it is an incident or planned work. */
export type Said = { readonly kind: 'incident' | 'maintenance'; readonly sites: readonly string[] }

/** Whether a subscriber asked for it. */
export const wants = (wish: Pick<Wish, 'incidents' | 'maintenance' | 'sites'>, { kind, sites }: Said): boolean =>
  (kind === 'incident' ? wish.incidents : wish.maintenance) && (wish.sites === null || wish.sites.some((site) => sites.includes(site)))
