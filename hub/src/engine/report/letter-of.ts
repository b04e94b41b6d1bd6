import { workingChannels } from '../../domain/audience/on-duty.ts'
import { linkFor, OPERATOR } from '../../domain/audience/pages.ts'
import { recipientsOf, sender } from '../../domain/audience/recipients.ts'
import type { Recipient } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import { escapeHtml } from '../../domain/message/escape.ts'
import { speaksIn } from '../../domain/message/languages/index.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { printSheet } from '../../domain/report/print-sheet.ts'
import type { Report } from '../../domain/report/report.ts'
import { REPORT_WORDS } from '../../domain/report/report-words.ts'
import { sheetOf } from '../../domain/report/sheet-of.ts'
import { NO_LEADS } from '../../domain/report/sheet.ts'
import { writeSheet } from '../../domain/report/write-sheet.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { saysIn } from '../../domain/status/say-when.ts'
import { bouncedAddresses } from '../../store/bounced-addresses.ts'
import type { NewMessage } from '../../store/messages.ts'
import { messageIdOf } from '../deliver/message-id.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'
import type { ReadReport } from './read-report.ts'

type Posting = Pick<Room, 'store' | 'plan' | 'secrets'>

/**
 * The letter of a report: to the operator, to the partner, or to the client in the partner's name with the partner in copy (COM-1). Null where
 * nobody has a mailbox.
 */
export async function letterOf(room: Posting, { report, corrections }: ReadReport, at: Instant): Promise<NewMessage | null> {
  const plan = room.plan()
  const recipient = await readerOfLetter(room, report)
  if (!recipient) return null
  const sheet = sheetOf(report, plan, { leads: NO_LEADS, corrections, isClosed: true })
  const language = languageFor(sheet.language) ?? 'en'
  const { letter } = REPORT_WORDS[language]
  const { partner, client, month } = report
  const link = linkOf(plan, report)
  const waits = client === null && partner !== null && plan.reports?.clients === 'after-approval'
  const status = `${speaksIn(language).statusLink}: ${link}`
  const last = client !== null ? status : waits ? letter.approve(link) : letter.more(link)
  const hello = `${speaksIn(language).greeting(recipient.name)},`
  const above = `<div class="above"><p>${[hello, letter.hello, last].map(escapeHtml).join('<br>')}</p></div>`
  const tenant = partner ?? OPERATOR
  const key = `report/${month}/${partner === null ? 'fleet' : (client ?? 'partner')}`
  return {
    ...{ partner: tenant, key, incident: null, step: null, contract: 'message', recipient, template: 'report', link },
    subject: letter.subject(sheet.brand.name, saysIn(language, report.zone).month(month)),
    text: `${hello}\n\n${letter.hello}\n${last}\n\n${writeSheet(sheet)}`,
    ...{ html: printSheet(sheet, { before: above }), messageId: messageIdOf(tenant, key, recipient.from), orderedAt: at, dueAt: at },
  }
}

const linkOf = (plan: Plan, { partner, client, month }: Report): string => {
  const site = Object.values(plan.sites).find((one) => one.client === client)
  if (client !== null && site) return linkFor(plan, site.id, 'client')
  return partner === null ? `${plan.hub.url}reports?month=${month}` : `${plan.hub.url}portal/report?month=${month}`
}

async function readerOfLetter(room: Posting, { partner, client }: Report): Promise<Recipient | null> {
  const plan = room.plan()
  const { operator, partners } = plan
  const from = sender({ name: operator.name, address: operator.mail })
  const mail = { channel: 'mail', from, cc: [], why: null } as const
  if (partner === null) return { ...mail, audience: 'responder', name: operator.name, address: [operator.mail] }
  const secretsPresent = (path: string) => isUsable(room, path)
  const bounced = await bouncedAddresses(room.store.db, partner)
  const deadBecause = (address: string) => bounced.find((one) => one.address === address)?.reason ?? null
  if (client === null) {
    const contact = partners[partner]?.contacts.find((one) => one.mail !== null && deadBecause(one.mail) === null)
    const address = contact?.mail ?? partners[partner]?.cc[0]
    return address === undefined
      ? null
      : { ...mail, audience: 'partner', name: contact?.name ?? partners[partner]!.name, address: [address] }
  }
  const site = Object.values(plan.sites).find((one) => one.client === client)
  const reach = { plan, working: workingChannels({ plan, secretsPresent }), secretsPresent, deadBecause }
  return site ? (recipientsOf(reach, site).client.find(({ channel }) => channel === 'mail') ?? null) : null
}
