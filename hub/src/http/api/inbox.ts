import { Inbox, InboundMail } from '@allclear/wire/inbox.ts'
import { z } from 'zod'
import type { Happening } from '../../domain/incident/incident.ts'
import { iso } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { findInboundMail, listInboundMail, settleInboundMail } from '../../store/inbound-mail.ts'
import type { StoredMail } from '../../store/inbound-mail.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { pageOf, paging } from '../paging.ts'
import { unreadableMailbox } from '../waiting-mail.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const showMail = (mail: StoredMail): InboundMail => ({
  id: String(mail.id),
  partner: mail.partner,
  at: iso(mail.at),
  kind: mail.kind,
  state: mail.state,
  incident: mail.incident === null ? null : String(mail.incident),
  message: mail.key,
  from: mail.from,
  subject: mail.subject,
  text: mail.text,
  settledBy: mail.settledBy,
})

const mailParams = z.strictObject({ id: incidentNumber })
const assignment = z.strictObject({ incident: incidentNumber, who: z.enum(['client', 'partner']).default('client') })

/** `/api/v1/inbox`: the mail that came in, and where it belongs (COM-5). */
export function inboxRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/inbox',
      who: 'viewer',
      does: 'Lists the mail that came in, the newest first; with state=waiting what a person has to place.',
      query: z.strictObject({ ...paging, state: InboundMail.shape.state.optional() }),
      gives: Inbox,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { partner } = caller
        const { state } = asked.query
        const rows = (before: number | undefined, limit: number) =>
          listInboundMail(around.store.db, { partner, limit, ...(state ? { state } : {}), ...(before === undefined ? {} : { before }) })
        const mailbox = await unreadableMailbox(around, caller)
        const unreadable = mailbox && { since: iso(mailbox.failingSince!), reason: mailbox.reason ?? '' }
        return {
          json: { ...(await pageOf(`inbox ${partner ?? ''} ${state ?? ''}`, asked.query, rows, ({ id }) => id, showMail)), unreadable },
        }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/inbox/:id/assign',
      who: 'responder',
      does: 'Says to which incident a waiting mail belongs, and who wrote it: it counts as their answer.',
      params: mailParams,
      body: assignment,
      gives: InboundMail,
      answer: async (asked) => ({ json: showMail(await assignMail(around, callerOf(asked), asked.params.id, asked.body)) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/inbox/:id/file',
      who: 'responder',
      does: 'Says that a waiting mail belongs to no incident.',
      params: mailParams,
      body: z.strictObject({}),
      gives: InboundMail,
      answer: async (asked) => ({ json: showMail(await fileMail(around, callerOf(asked), asked.params.id)) }),
    }),
  ]
}

/** A person says where a waiting mail belongs: the incident hears of it in the same transaction. One that does not wait is a conflict. */
async function assignMail(around: Around, caller: Caller, id: number, { incident, who }: z.infer<typeof assignment>): Promise<StoredMail> {
  const mail = await mailOf(around, caller, id)
  const { partner, site } = await incidentOf(around, caller, incident)
  const { kind, from: by, text } = mail
  const isAnswer = kind === 'answer' || kind === 'unknown'
  const happening: Happening = isAnswer
    ? { type: 'replied', who, by, text }
    : { type: 'noted', by: caller.by, text: `${kind} of ${by}: ${text}` }
  await around.respond(partner, incident, happening, async (tx) => {
    if (!(await settleInboundMail(tx, id, { partner, state: 'placed', incident }, caller.by))) throw settled(mail)
    await addAudit(tx, {
      at: around.clock.now(),
      partner,
      who: caller.by,
      what: 'mail assigned',
      about: `mail ${id}, incident ${incident}`,
      site,
    })
    return true
  })
  return mailOf(around, caller, id)
}

/** A person says that a waiting mail concerns no incident; it stays in the list. */
async function fileMail(around: Around, caller: Caller, id: number): Promise<StoredMail> {
  const mail = await mailOf(around, caller, id)
  const { partner, incident } = mail
  await around.store.transaction(async (tx) => {
    if (!(await settleInboundMail(tx, id, { partner, state: 'filed', incident }, caller.by))) throw settled(mail)
    await addAudit(tx, { at: around.clock.now(), partner, who: caller.by, what: 'mail filed', about: `mail ${id}` })
  })
  return mailOf(around, caller, id)
}

async function mailOf(around: Around, caller: Caller, id: number): Promise<StoredMail> {
  const mail = await findInboundMail(around.store.db, caller.partner, id)
  if (mail) return mail
  throw new Problem('not-found', 'mail_unknown', `There is no mail ${id}.`, 'Look at /api/v1/inbox for those there are.')
}

const settled = ({ id, state }: StoredMail) =>
  new Problem('conflict', 'mail_not_waiting', `Mail ${id} is ${state} already.`, 'Nothing is left to decide.')
