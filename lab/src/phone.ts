import { createHmac, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { html } from 'hono/html'
import type { LabCall } from '@allclear/wire/lab.ts'
import { clockTime, layout } from './layout.ts'
import { json, notFound, page, serveLoopback, type Asked, type Loopback, type Told } from './loopback.ts'
import { OrderRefused } from './order-refused.ts'

const MOST_CALLS = 10_000
const PATIENCE_MS = 5000

/**
 * A double of Twilio, as far as text messages and calls go (twilio.com/docs, the 2010-04-01 API): it takes them, and people answer by text or
 * key. What they answer is posted to the app, signed as Twilio signs it.
 */
export class Phone {
  readonly account = `AC${randomBytes(16).toString('hex')}`
  readonly token = randomBytes(16).toString('hex')
  smsUrl: string | null = null // where text messages go
  readonly #calls: LabCall[] = []
  #accepted = 0

  get calls(): readonly LabCall[] {
    return this.#calls
  }

  open(): Promise<Loopback> {
    return serveLoopback((asked) => {
      if (asked.method === 'GET' && asked.path === '/') return this.#page().then((text) => page(text))
      if (asked.method === 'GET' && asked.path === '/messages') return json(this.#calls)
      return this.#api(asked)
    })
  }

  /** Somebody writes a text message to the app: whoever is named, else whoever got the newest one. */
  async text(from: string | undefined, body: string): Promise<void> {
    const newest = this.#calls.findLast((one) => one.kind === 'sms' && one.by === 'app' && (from === undefined || one.to === from))
    if (!newest || this.smsUrl === null) throw nothing(`No text message went to ${from ?? 'anybody'}, or nobody has said where answers go.`)
    const { sid } = this.#keep({ kind: 'sms', by: 'person', from: newest.to, to: newest.from, says: body })
    const said = await this.#posts(this.smsUrl, { MessageSid: sid, AccountSid: this.account, From: newest.to, To: newest.from, Body: body })
    const answer = /<Message>([^]*?)<\/Message>/.exec(said)?.[1]
    if (answer !== undefined) this.#keep({ kind: 'sms', by: 'app', from: newest.from, to: newest.to, says: plain(answer) })
  }

  /** Whoever was called picks up and presses a key: the newest call that asks for one. */
  async press(to: string | undefined, key: string): Promise<void> {
    const call = this.#calls.findLast((one) => one.asksAt !== undefined && (to === undefined || one.to === to))
    if (!call) throw nothing(`Nobody was called and asked for a key${to === undefined ? '' : ` under ${to}`}.`)
    this.#keep({ kind: 'voice', by: 'person', from: call.to, to: call.from, says: `pressed ${key}` })
    const form = { CallSid: call.sid, AccountSid: this.account, From: call.from, To: call.to, Digits: key }
    this.#keep({ kind: 'voice', by: 'app', from: call.from, to: call.to, says: spokenIn(await this.#posts(call.asksAt!, form)) })
  }

  #api({ method, path, headers, form }: Asked): Told {
    const [, account, resource = ''] = /^\/2010-04-01\/Accounts\/([^/]+?)(?:\/(Messages|Calls))?\.json$/.exec(path) ?? []
    if (account === undefined) return notFound
    const basic = `Basic ${Buffer.from(`${this.account}:${this.token}`).toString('base64')}`
    if (account !== this.account || headers.authorization !== basic) return refused(401, 20_003, 'Authenticate')
    if (resource === '' && method === 'GET') return json({ sid: account, status: 'active', type: 'Full' })
    if (resource === '' || method !== 'POST') return refused(405, 20_004, 'Method not allowed')
    const [to, from] = [form.get('To') ?? '', form.get('From') ?? '']
    if (!/^\+[1-9]\d{6,14}$/.test(to)) return refused(400, 21_211, `Invalid 'To' Phone Number: ${to}`)
    const twiml = form.get('Twiml') ?? ''
    const asksAt = /<Gather[^>]*\baction="([^"]*)"/.exec(twiml)?.[1]
    const { sid } =
      resource === 'Messages'
        ? this.#keep({ kind: 'sms', by: 'app', from, to, says: form.get('Body') ?? '' })
        : this.#keep({
            kind: 'voice',
            by: 'app',
            from,
            to,
            says: spokenIn(twiml),
            ...(asksAt === undefined ? {} : { asksAt: plain(asksAt) }),
          })
    return json({ sid, account_sid: account, to, from, status: 'queued' }, 201)
  }

  #keep(call: Omit<LabCall, 'number' | 'at' | 'sid'>): LabCall {
    const sid = `${call.kind === 'sms' ? 'SM' : 'CA'}${randomBytes(16).toString('hex')}`
    const kept = { number: ++this.#accepted, at: Date.now(), sid, ...call }
    this.#calls.push(kept)
    if (this.#calls.length > MOST_CALLS) this.#calls.shift()
    return kept
  }

  // twilio.com/docs/usage/webhooks/webhooks-security: HMAC-SHA1 over the address and every field in the order of its name.
  #posts(url: string, form: Readonly<Record<string, string>>): Promise<string> {
    const signed = url + Object.entries(form).sort(([one], [other]) => (one < other ? -1 : 1)).flat().join('') // prettier-ignore
    const signature = createHmac('sha1', this.token).update(signed).digest('base64')
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'x-twilio-signature': signature }
    return new Promise((done, failed) => {
      const refuse = (why: string) =>
        failed(new OrderRefused('post_unknown', `The app did not take the answer: ${why}.`, 'Look at its log.'))
      const sent = request(url, { method: 'POST', headers, timeout: PATIENCE_MS }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.once('end', () => (answer.statusCode === 200 ? done(text) : refuse(`${answer.statusCode} ${text.slice(0, 200)}`)))
      })
      sent.once('timeout', () => sent.destroy(new Error('no answer')))
      sent.once('error', ({ message }) => refuse(message))
      sent.end(new URLSearchParams(form).toString())
    })
  }

  #page(): Promise<string> {
    const content = html`${this.#calls.length === 0 ? html`<p class="soft">No text message and no call yet.</p>` : ''}
    ${this.#calls.toReversed().map(
      ({ kind, by, at, from, to, says }) =>
        html` <article class="card">
          <div class="row">
            <strong>${kind === 'sms' ? 'Text message' : 'Call'} ${by === 'app' ? `to ${to}` : `from ${from}`}</strong
            ><span class="soft">${clockTime(at)}</span>
          </div>
          <pre>${says}</pre>
        </article>`,
    )}`
    return layout('Text messages and calls', content, { live: true, links: [] })
  }
}

const refused = (status: number, code: number, message: string): Told =>
  json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status }, status)

const nothing = (message: string) => new OrderRefused('post_unknown', message, 'Look at the text messages and calls first.')

const spokenIn = (twiml: string): string =>
  [...new Set([...twiml.matchAll(/<Say>([^]*?)<\/Say>/g)].map(([, said]) => plain(said!)))].join(' ')

const plain = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
