import { html } from 'hono/html'
import type { LabPost } from '@allclear/wire/lab.ts'
import { z } from 'zod'
import { mrkdwn } from './mrkdwn.ts'
import { clockTime, layout } from './layout.ts'
import { OrderRefused } from './order-refused.ts'
import type { SlackApp } from './slack-app.ts'
import { json, notFound, page, seeOther, serveLoopback, type Asked, type Loopback, type Told } from './loopback.ts'

const MOST_POSTS = 10_000

export const SLACK_CHANNELS: Readonly<Record<string, string>> = {
  C0BRIGHT: 'brightside-care',
  C0NORTH: 'northlight-care',
  C0HARBOR: 'harbor-noc',
}

const PERSON = { id: 'U0ROSA', name: 'rosa' }

/** The members to whom the app can write directly; the conversation with one has an id of its own. */
export const SLACK_MEMBERS: Readonly<Record<string, string>> = { U0ANA: 'ana', U0KOFI: 'kofi', U0MEI: 'mei' }
const conversationWith = (member: string) => member.replace(/^U/, 'D')
const DIRECT = new Map(Object.entries(SLACK_MEMBERS).map(([id, name]) => [conversationWith(id), { id, name }]))
const TITLES = [
  ...Object.entries(SLACK_CHANNELS).map(([id, name]) => [id, `#${name}`]),
  ...[...DIRECT].map(([id, { name }]) => [id, `@${name}`]),
]
const Actions = z.array(
  z.object({ elements: z.array(z.object({ action_id: z.string(), value: z.string(), text: z.object({ text: z.string() }) })) }),
)

/**
 * A double of Slack's Web API, as far as posting goes: it answers in Slack's words and keeps what was posted. People can answer in a thread
 * and press buttons; the app hears of it.
 */
export class Slack {
  readonly token: string
  readonly #app: SlackApp
  readonly #posts: LabPost[] = []
  #accepted = 0

  constructor(token: string, app: SlackApp) {
    this.token = token
    this.#app = app
  }

  get posts(): readonly LabPost[] {
    return this.#posts
  }

  open(): Promise<Loopback> {
    return serveLoopback(async (asked) => {
      const path = asked.path.replace(/^\/api(?=\/)/, '')
      if (asked.method === 'GET' && (path === '/' || path === '/api')) return page(await this.#page())
      if (asked.method === 'GET' && path === '/messages') return json(this.#posts)
      if (asked.method === 'POST' && path === '/people') return this.#people(asked)
      if (asked.method === 'POST') return this.#method(path.slice(1), asked)
      return notFound
    })
  }

  /** A person of the channel answers in the thread of a post. */
  async say(channel: string, thread: string | undefined, text: string) {
    const { ts: threadTs } = this.#find(channel, thread, (post) => post.threadTs === null)
    const { id: user, name: by } = DIRECT.get(channel) ?? PERSON
    const ts = this.#keep({ channel, threadTs, text, by })
    await this.#app.says({ channel, user, text: escaped(text), ts, thread_ts: threadTs })
  }

  /** A person presses a button of a post. */
  async press(channel: string, wanted: string | undefined, choice: string) {
    const offers = ({ buttons }: LabPost) => buttons?.some(({ id }) => id === choice) === true
    const post = this.#find(channel, wanted, offers)
    const button = post.buttons?.find(({ id }) => id === choice)
    if (!button) throw unknownPost(`The post has no button "${choice}".`)
    const { ts } = post
    const user = DIRECT.get(channel) ?? PERSON
    const at = { message_ts: ts, channel_id: channel }
    await this.#app.presses({ user, channel: { id: channel }, container: at, actions: [{ action_id: choice, value: button.value }] })
  }

  async #people({ form }: Asked): Promise<Told> {
    const [channel, ts, choice] = ['channel', 'ts', 'choice'].map((name) => form.get(name) ?? '') as [string, string, string]
    await (choice === '' ? this.say(channel, ts, form.get('text') ?? '') : this.press(channel, ts, choice))
    return seeOther('/')
  }

  // The post that is named, or the newest that fits.
  #find(channel: string, ts: string | undefined, fits: (post: LabPost) => boolean): LabPost {
    const post = this.#posts.findLast((one) => one.channel === channel && (ts === undefined ? fits(one) : one.ts === ts))
    if (post) return post
    throw unknownPost(`There is no post ${ts ?? 'that fits'} in ${channel}.`)
  }

  #keep(post: Pick<LabPost, 'channel' | 'threadTs' | 'text' | 'by' | 'buttons'>): string {
    const at = Date.now()
    const number = ++this.#accepted
    const ts = `${Math.floor(at / 1000)}.${String(number).padStart(6, '0')}`
    this.#posts.push({ number, at, ts, ...post })
    if (this.#posts.length > MOST_POSTS) this.#posts.shift()
    return ts
  }

  #method(name: string, asked: Asked): Told {
    const bearer = asked.headers.authorization
    if (!bearer) return refused('not_authed')
    if (bearer !== `Bearer ${this.token}`) return refused('invalid_auth')
    const input = read(asked)
    if (!input) return refused('invalid_json')
    if (name === 'chat.postMessage') return this.#post(input)
    if (name === 'chat.update') return this.#update(input)
    if (name === 'auth.test') return json({ ok: true, team: 'Allclear lab', user: 'allclear', bot_id: 'B0ALLCLEAR' })
    return refused('unknown_method')
  }

  // docs.slack.dev, chat.postMessage: a member's id opens the conversation with them, whose own id is in the answer.
  #post({ channel: to = '', text = '', blocks, thread_ts: threadTs }: Input): Told {
    const channel = SLACK_MEMBERS[to] ? conversationWith(to) : to
    if (!isPlace(channel)) return refused('channel_not_found')
    if (!text && !blocks) return refused('no_text')
    const ts = this.#keep({ channel, threadTs: threadTs || null, text, ...buttonsOf(blocks) })
    return json({ ok: true, channel, ts, message: { type: 'message', text, ts, ...(threadTs && { thread_ts: threadTs }) } })
  }

  // docs.slack.dev, chat.update: the id of the conversation, never that of a member.
  #update({ channel = '', ts = '', text = '', blocks }: Input): Told {
    if (!isPlace(channel)) return refused('channel_not_found')
    const index = this.#posts.findIndex((post) => post.channel === channel && post.ts === ts)
    const post = this.#posts[index]
    if (!post) return refused('message_not_found')
    const { buttons: _, ...rest } = post
    this.#posts[index] = { ...rest, text, ...buttonsOf(blocks) }
    return json({ ok: true, channel, ts, text })
  }

  #page(): Promise<string> {
    const roots = this.#posts.filter(({ threadTs }) => threadTs === null)
    const repliesTo = (root: LabPost) => this.#posts.filter((post) => post.channel === root.channel && post.threadTs === root.ts)
    const content = html`${TITLES.map(
      ([id, name]) =>
        html` <h2>${name}</h2>
          ${roots.some(({ channel }) => channel === id) ? '' : html`<p class="soft">Nothing posted yet.</p>`}
          ${roots
            .filter(({ channel }) => channel === id)
            .toReversed()
            .map(
              (root) =>
                html` <article class="card">
                  ${line(root)} ${repliesTo(root).map((reply) => html`<div class="thread">${line(reply)}</div>`)}${answerForm(root)}
                </article>`,
            )}`,
    )}`
    return layout('Slack', content, { live: true, links: [] })
  }
}

const isPlace = (channel: string) => SLACK_CHANNELS[channel] !== undefined || DIRECT.has(channel)

type Input = { channel?: string; text?: string; blocks?: unknown; thread_ts?: string; ts?: string }

function read({ headers, body, form }: Asked): Input | null {
  if (!headers['content-type']?.startsWith('application/json')) return Object.fromEntries(form)
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

// Slack answers 200 even when it refuses; the word stands in `error`.
const refused = (error: string): Told => json({ ok: false, error })

const line = ({ at, text, by, channel, ts, buttons = [] }: LabPost) =>
  html`<span class="soft">${by ? `${by}, ` : ''}${clockTime(at)}</span>
    <pre>${mrkdwn(text)}</pre>
    ${
      buttons.length === 0
        ? ''
        : html`<form method="post" action="/people">
            ${whereOf(channel, ts)} ${buttons.map(({ id, says }) => html`<button name="choice" value="${id}">${says}</button>`)}
          </form>`
    }`

const answerForm = ({ channel, ts }: LabPost) =>
  html`<form method="post" action="/people">
    ${whereOf(channel, ts)}<input name="text" aria-label="Answer in this thread" required maxlength="2000" /><button>Answer</button>
  </form>`

const whereOf = (channel: string, ts: string) =>
  html`<input type="hidden" name="channel" value="${channel}" /><input type="hidden" name="ts" value="${ts}" />`

const unknownPost = (what: string) => new OrderRefused('post_unknown', what, 'Look at the posts first.')

function buttonsOf(blocks: unknown): Pick<LabPost, 'buttons'> {
  const rows = Array.isArray(blocks) ? blocks.filter((block: { type?: string }) => block.type === 'actions') : []
  const buttons = Actions.parse(rows).flatMap(({ elements }) =>
    elements.map(({ action_id: id, value, text }) => ({ id, says: text.text, value })),
  )
  return buttons.length === 0 ? {} : { buttons }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
