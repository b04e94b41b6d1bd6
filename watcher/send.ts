import { askHttp } from './ask-http.ts'
import type { Page } from './judge.ts'
import { sendMail } from './send-mail.ts'
import type { MailWay } from './send-mail.ts'

/** A topic of ntfy, or any address that takes a POST of `{ subject, text }`, with a token where it wants one. */
export type PushWay = { readonly ntfy: string; readonly 'token-env'?: string }
export type WebhookWay = { readonly webhook: string; readonly 'token-env'?: string }
/** An account that sends texts, Twilio-shaped. */
export type SmsWay = {
  readonly sms: string
  readonly account: string
  readonly 'token-env': string
  readonly from: string
  readonly to: readonly string[]
}
export type Way = MailWay | PushWay | WebhookWay | SmsWay

const PATIENCE_MS = 10_000

/** Sends a page one way. Throws an Error that says what was refused. */
export async function send(way: Way, page: Page): Promise<void> {
  if ('mail' in way) return sendMail(way, page)
  if ('ntfy' in way) return post(way.ntfy, page.text, { title: page.subject, priority: 'urgent', ...bearer(way['token-env']) })
  if ('webhook' in way) return post(way.webhook, JSON.stringify(page), { 'content-type': 'application/json', ...bearer(way['token-env']) })
  const key = Buffer.from(`${way.account}:${process.env[way['token-env']] ?? ''}`).toString('base64')
  for (const to of way.to) {
    const form = new URLSearchParams({ From: way.from, To: to, Body: `${page.subject}. ${page.text.split('\n')[0]}` })
    await post(new URL(`/2010-04-01/Accounts/${way.account}/Messages.json`, way.sms).href, form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${key}`,
    })
  }
}

/** What a way is called in a line of the log. */
export const nameOf = (way: Way): string =>
  'mail' in way ? `mail by ${way.mail}` : 'ntfy' in way ? 'ntfy' : 'webhook' in way ? 'webhook' : 'SMS'

const bearer = (variable: string | undefined): Record<string, string> =>
  variable ? { authorization: `Bearer ${process.env[variable] ?? ''}` } : {}

async function post(url: string, body: string, headers: Record<string, string>) {
  const { status } = await askHttp(url, { method: 'POST', body, headers, patienceMs: PATIENCE_MS })
  if (status < 200 || status > 299) throw new Error(`it answered ${status}`)
}
