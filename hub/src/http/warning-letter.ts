import { knownOf } from '../domain/audience/known-of.ts'
import type { Recipient } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import { speakAhead } from '../domain/message/speak-ahead.ts'
import type { Speech } from '../domain/message/speak.ts'
import { messageIdOf } from '../engine/deliver/message-id.ts'
import { isHole } from '../domain/warning/warnings-ahead.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { bouncedAddresses } from '../store/bounced-addresses.ts'
import { findMessage, WARNING_LETTER } from '../store/messages.ts'
import { postMessage } from '../store/outbox.ts'
import { openWarnings } from '../store/warnings.ts'
import type { KeptWarning } from '../store/warnings.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

/** A letter to the client about what falls due, as it would leave now; `sentAt` says when a person had sent it. */
export type WarningLetter = {
  readonly warning: KeptWarning
  readonly key: string
  readonly recipient: Recipient
  readonly speech: Speech
  readonly sentAt: Instant | null
}

/** The key of the letter about a warning: one for each threshold. */
export const keyOfLetter = ({ site, what, threshold }: Pick<KeptWarning, 'site' | 'what' | 'threshold'>) =>
  `warning/${site}/${what}/${threshold}`

/** Whether a client can do something about it. */
export const isForClient = ({ what }: Pick<KeptWarning, 'what'>) =>
  what === 'domain' || what === 'bill' || what.startsWith('plan ') || isHole(what)

/** The letter ready to be sent about a warning (PRE-4). Refused where a client has nothing to do about it, or nobody can be reached. */
export async function readyWarningLetter(around: Around, caller: Caller, id: number): Promise<WarningLetter> {
  const warning = (await openWarnings(around.store.db, caller.partner)).find((one) => one.id === id)
  if (!warning)
    throw new Problem('not-found', 'warning_unknown', `There is no open warning ${id}.`, 'Look at /api/v1/warnings for those there are.')
  const letter = await letterAbout(around, warning)
  if (letter) return letter
  throw new Problem(
    'conflict',
    'letter_missing',
    'There is no letter about this warning.',
    'See to it yourself, or add a contact of the client.',
  )
}

/** Sends it over the outbox, at most once for each threshold, to exactly those who were shown. */
export async function sendWarningLetter(around: Around, caller: Caller, id: number, shown: readonly string[]): Promise<WarningLetter> {
  const letter = await readyWarningLetter(around, caller, id)
  const { warning, key, recipient, speech, sentAt } = letter
  if ([...recipient.address, ...recipient.cc].join() !== shown.join())
    throw new Problem('conflict', 'recipients_changed', 'It would go to others by now than those who were shown.', 'Look at it again.')
  if (sentAt !== null) throw new Problem('conflict', 'letter_sent', 'This letter was sent already.', 'Look at it in the outbox.')
  const now = around.clock.now()
  const { subject, text, html, link } = speech
  await around.store.transaction(async (tx) => {
    await postMessage(tx, {
      ...{ partner: warning.partner, key, incident: null, step: null, contract: 'message', recipient, template: WARNING_LETTER },
      ...{ subject, text, html, link, messageId: messageIdOf(warning.partner, key, recipient.from), orderedAt: now, dueAt: now },
    })
    await addAudit(tx, {
      at: now,
      partner: warning.partner,
      who: caller.by,
      what: 'warning-letter',
      about: `warning ${id}, ${warning.site}`,
    })
  })
  around.nudge('deliver')
  return { ...letter, sentAt: now }
}

/** The letter about a warning; null where there is none to write. */
async function letterAbout({ store, clock, plan: planOf, secretsPresent }: Around, warning: KeptWarning): Promise<WarningLetter | null> {
  const plan = planOf()
  const site = plan.sites[warning.site]
  if (!site) return null
  const unreachable = (await bouncedAddresses(store.db, warning.partner)).map(({ address }) => address)
  const { recipients } = knownOf({ plan, secretsPresent, site: site.id, at: clock.now(), unreachable })
  const recipient = recipients.client.find(({ channel }) => channel === 'mail')
  const speech = recipient && speakAhead(plan, site, recipient, warning)
  if (!recipient || !speech) return null
  const key = keyOfLetter(warning)
  const sent = await findMessage(store.db, warning.partner, key)
  return { warning, key, recipient, speech, sentAt: sent?.orderedAt ?? null }
}
