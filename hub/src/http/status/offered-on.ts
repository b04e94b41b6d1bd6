import type { SubscriberChannel } from '../../domain/plan/plan.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import type { Around } from '../around.ts'

/** The ways that a page offers: those that its owner wants and that work. */
export function offeredOn(
  { plan, secretsPresent }: Pick<Around, 'plan' | 'secretsPresent'>,
  { slug, partner }: StatusPage,
): SubscriberChannel[] {
  const { clients, partners, operator } = plan()
  const owner = slug === partner ? (partners[partner] ?? operator) : clients[slug]!
  const needs: Partial<Record<SubscriberChannel, string>> = { mail: 'channels.mail.smtp', sms: 'channels.sms.twilio.token' }
  return owner.subscribe.filter((channel) => needs[channel] === undefined || secretsPresent(needs[channel]))
}
