import { html } from 'hono/html'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { findOptOut, setOptOut } from '../../store/opt-outs.ts'
import type { OptOut } from '../../store/opt-outs.ts'
import type { Around } from '../around.ts'
import { plainPage } from '../console/shell.ts'
import { languageOf } from '../console/words/index.ts'
import { page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { UNSUBSCRIBE_WORDS } from './unsubscribe-words.ts'
import type { UnsubscribeWords } from './unsubscribe-words.ts'

const params = z.strictObject({ token: z.string().min(1).max(100) })
const pressed = z.strictObject({ 'List-Unsubscribe': z.literal('One-Click').optional() })

/**
 * `/unsubscribe/<token>`: an address asks for no more summaries. A look changes nothing, since scanners of mail open every link; a mailbox
 * presses it with a POST of its own (RFC 8058). What an incident owes its client is never touched by it (I-33).
 */
export function unsubscribeRoutes(around: Around): Route[] {
  const path = '/unsubscribe/:token'
  const headers = { 'cache-control': 'no-store' }
  return [
    page({
      method: 'GET',
      path,
      who: 'anyone',
      does: 'Offers to send no more summaries.',
      params,
      answer: async ({ params: { token }, header }) => ({
        page: offer(await optOutOf(around, token), token, UNSUBSCRIBE_WORDS[languageOf({ header })]),
        headers,
      }),
    }),
    page({
      method: 'POST',
      path,
      who: 'anyone',
      provesItself: true,
      does: 'Sends no more summaries to the address that the token names.',
      params,
      body: pressed,
      answer: async ({ params: { token }, header }) => {
        const { partner, address } = await optOutOf(around, token)
        const at = around.clock.now()
        await around.store.transaction(async (tx) => {
          if (await setOptOut(tx, partner, address, at))
            await addAudit(tx, { at, partner, who: address, what: 'unsubscribed from summaries', about: address })
        })
        return { page: done(address, UNSUBSCRIBE_WORDS[languageOf({ header })]), headers }
      },
    }),
  ]
}

async function optOutOf({ store }: Around, token: string): Promise<OptOut> {
  const found = await findOptOut(store.db, token)
  if (found) return found
  throw new Problem('not-found', 'page_unknown', 'There is nothing at this address.', 'Look for the link in the mail again.')
}

const offer = ({ address, unsubscribedAt }: OptOut, token: string, words: UnsubscribeWords): Html =>
  unsubscribedAt === null
    ? plainPage(
        words.ask,
        html`<h1>${words.ask}</h1>
          <p>${words.what(address)}</p>
          <form method="post" action="/unsubscribe/${token}"><button class="primary">${words.button}</button></form>
          <p class="quiet">${words.stillTold}</p>`,
        words.language,
      )
    : done(address, words)

const done = (address: string, { language, done: name, gone, stillTold }: UnsubscribeWords): Html =>
  plainPage(
    name,
    html`<h1>${name}</h1>
      <p>${gone(address)} ${stillTold}</p>`,
    language,
  )
