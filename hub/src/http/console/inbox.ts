import { html } from 'hono/html'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'
import { listInboundMail } from '../../store/inbound-mail.ts'
import type { StoredMail } from '../../store/inbound-mail.ts'
import { findMailbox, mailboxName } from '../../store/mailbox.ts'
import type { Mailbox } from '../../store/mailbox.ts'
import { assignMail, assignment, fileMail, mailParams } from '../api/inbox.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { callerOf, page } from '../route.ts'
import type { Route } from '../route.ts'
import { shell } from './shell.ts'
import { moment, zoneOf } from './times.ts'

/** `/inbox`: mail of which nobody knows yet where it belongs, and that the mailbox cannot be read, if so. */
export function inboxPages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/inbox',
      who: 'viewer',
      does: 'Mail that waits for a person to say where it belongs.',
      query: z.strictObject({}),
      answer: async (asked) => {
        const caller = callerOf(asked)
        const now = around.clock.now()
        const { waiting, unreadable } = await waitingMail(around, caller)
        const view = { zone: zoneOf(around.plan(), caller), now, mayAct: mayEnter('responder', caller) }
        const lead =
          waiting.length === 0
            ? 'No mail waits.'
            : 'These answer none of our messages that we could find. Say which incident each belongs to.'
        const main = html`<h1>Inbox</h1>
          <p class="quiet">${lead}</p>
          ${unreadable ? failure(unreadable, view) : ''}
          <ol class="queue inbox">
            ${waiting.map((mail) => card(mail, view))}
          </ol>`
        return { page: shell(around, { title: 'Inbox · Allclear', current: null, caller, now }, main) }
      },
    }),
    page({
      method: 'POST',
      path: '/inbox/:id/assign',
      who: 'responder',
      does: 'A person says which incident a mail belongs to.',
      params: mailParams,
      body: assignment,
      answer: async (asked) => {
        await assignMail(around, callerOf(asked), asked.params.id, asked.body)
        return { redirect: `/incidents/${asked.body.incident}` }
      },
    }),
    page({
      method: 'POST',
      path: '/inbox/:id/file',
      who: 'responder',
      does: 'A person says that a mail belongs to no incident.',
      params: mailParams,
      body: z.strictObject({}),
      answer: async (asked) => {
        await fileMail(around, callerOf(asked), asked.params.id)
        return { redirect: '/inbox' }
      },
    }),
  ]
}

export type Waiting = { readonly waiting: readonly StoredMail[]; readonly unreadable: Mailbox | null }

/** What waits in the inbox. Mail of which nobody knows whose it is is the operator's alone. */
export async function waitingMail(around: Around, { partner }: Caller): Promise<Waiting> {
  const waiting = await listInboundMail(around.store.db, { partner, state: 'waiting', limit: 100 })
  const imap = partner === null ? around.plan().channels.inbox?.imap : null
  const mailbox = imap ? await findMailbox(around.store.db, mailboxName(imap)) : null
  return { waiting, unreadable: mailbox?.failingSince ? mailbox : null }
}

type View = { readonly zone: string; readonly now: Instant; readonly mayAct: boolean }

const failure = ({ reason, failingSince }: Mailbox, { zone, now }: View) =>
  html`<div class="card bad" role="alert">
    <strong>The mailbox cannot be read since ${moment(failingSince!, zone, now)}.</strong> ${reason}
  </div>`

const card = (mail: StoredMail, { zone, now, mayAct }: View) =>
  html`<li class="card">
    <div class="what">
      <h2>${mail.subject === '' ? 'Without a subject' : mail.subject}</h2>
      <p class="quiet">
        ${mail.from}, ${moment(mail.at, zone, now)} · ${mail.kind}${mail.incident === null ? '' : `, about incident ${mail.incident}`}
      </p>
      <pre class="letter" tabindex="0" aria-label="Words of the mail">${mail.text}</pre>
      ${mayAct ? forms(mail) : ''}
    </div>
  </li>`

const forms = ({ id }: StoredMail) =>
  html`<form method="post" action="/inbox/${id}/assign" class="actions">
      <label>Incident <input name="incident" inputmode="numeric" pattern="[1-9][0-9]*" required size="6" /></label>
      <label
        >Written by
        <select name="who">
          <option value="client">the client</option>
          <option value="partner">the partner</option>
        </select></label
      >
      <button class="primary">It belongs there</button>
    </form>
    <form method="post" action="/inbox/${id}/file" class="actions"><button>It belongs to no incident</button></form>`
