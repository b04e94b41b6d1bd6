import { html } from 'hono/html'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'
import type { Message } from '../../store/outbox.ts'
import { settle, settlement } from '../api/messages.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { messageOf } from '../message-of.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { DELIVERIES } from './phase-words.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { moment, zoneOf } from './times.ts'

const params = z.strictObject({ key: z.string().min(1).max(500) })

/** `/messages/<key>`: the words as sent, to whom, and what became of them; where nobody knows, a person decides. */
export function messageRoutes(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/messages/:key',
      who: 'viewer',
      does: 'One message, as it was sent.',
      params,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const message = await messageOf(around, caller, asked.params.key)
        const now = around.clock.now()
        const view = words(message, { zone: zoneOf(around.plan(), caller), now, mayAct: mayEnter('responder', caller) })
        return { page: shell(around, { title: `${message.subject} · Allclear`, current: null, caller, now }, view) }
      },
    }),
    page({
      method: 'POST',
      path: '/messages/:key/settle',
      who: 'responder',
      does: 'A person decides on an uncertain message.',
      params,
      body: settlement,
      answer: async (asked) => {
        await settle(around, callerOf(asked), asked.params.key, asked.body.as)
        return { redirect: `/messages/${encodeURIComponent(asked.params.key)}` }
      },
    }),
  ]
}

type View = { readonly zone: string; readonly now: Instant; readonly mayAct: boolean }

function words(message: Message, { zone, now, mayAct }: View): Html[] {
  const { subject, incident, recipient, state, reason, text, orderedAt, settledAt, tries, foldedInto } = message
  const { from, address, cc, why, channel } = recipient
  const head = (name: string, value: Html | string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  return [
    html`<p class="crumb">
      ${incident === null ? html`<a href="/">Now</a>` : html`<a href="/incidents/${incident}">Incident ${incident}</a>`}
    </p>`,
    html`<h1>${subject}</h1>`,
    html`<section id="delivery" data-live aria-live="polite">
      <p>
        ${pill(DELIVERIES[state])} ${settledAt === null ? '' : moment(settledAt, zone, now)} ${reason ?? ''}
        ${foldedInto === null ? '' : html`<a href="/messages/${encodeURIComponent(foldedInto)}">Its digest</a>`}
      </p>
      ${state === 'uncertain' && mayAct && foldedInto === null ? decide(message.key) : ''}
    </section>`,
    html`<dl class="envelope">
      ${head('From', from)} ${head('To', address.join(', '))} ${cc.length > 0 ? head('Cc', cc.join(', ')) : ''} ${head('By', channel)}
      ${why === null ? '' : head('Chosen because', why)} ${head('Ordered', moment(orderedAt, zone, now))} ${head('Tries', String(tries))}
    </dl>`,
    html`<pre class="letter" tabindex="0" aria-label="Words of the message">${text}</pre>`,
  ]
}

const decide = (key: string) =>
  html`<form method="post" action="/messages/${encodeURIComponent(key)}/settle" class="actions">
    <button class="primary" name="as" value="delivered">It arrived</button>
    <button name="as" value="send-again">Send it again</button>
    <button name="as" value="drop">Let it be</button>
    <p class="quiet">Nobody knows whether it arrived; sending again may make it arrive twice.</p>
  </form>`
