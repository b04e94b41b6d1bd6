import { html } from 'hono/html'
import type { LabPost } from '@allclear/wire/lab.ts'
import { mrkdwn } from './mrkdwn.ts'
import { clockTime, layout } from './layout.ts'
import { json, notFound, page, serveLoopback, type Asked, type Loopback, type Told } from './loopback.ts'

const MOST_POSTS = 10_000

export const SLACK_CHANNELS: Readonly<Record<string, string>> = {
  C0BRIGHT: 'brightside-care',
  C0NORTH: 'northlight-care',
  C0HARBOR: 'harbor-noc',
}

/** A double of Slack's Web API, as far as posting goes: it answers in Slack's words and keeps what was posted. */
export class Slack {
  readonly token: string
  readonly #posts: LabPost[] = []
  #accepted = 0

  constructor(token: string) {
    this.token = token
  }

  get posts(): readonly LabPost[] {
    return this.#posts
  }

  open(): Promise<Loopback> {
    return serveLoopback(async (asked) => {
      const path = asked.path.replace(/^\/api(?=\/)/, '')
      if (asked.method === 'GET' && (path === '/' || path === '/api')) return page(await this.#page())
      if (asked.method === 'GET' && path === '/messages') return json(this.#posts)
      if (asked.method === 'POST') return this.#method(path.slice(1), asked)
      return notFound
    })
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

  #post({ channel = '', text = '', blocks, thread_ts: threadTs }: Input): Told {
    if (!SLACK_CHANNELS[channel]) return refused('channel_not_found')
    if (!text && !blocks) return refused('no_text')
    const at = Date.now()
    const number = ++this.#accepted
    const ts = `${Math.floor(at / 1000)}.${String(number).padStart(6, '0')}`
    this.#posts.push({ number, at, channel, ts, threadTs: threadTs || null, text })
    if (this.#posts.length > MOST_POSTS) this.#posts.shift()
    return json({ ok: true, channel, ts, message: { type: 'message', text, ts, ...(threadTs && { thread_ts: threadTs }) } })
  }

  #update({ channel = '', ts = '', text = '' }: Input): Told {
    if (!SLACK_CHANNELS[channel]) return refused('channel_not_found')
    const index = this.#posts.findIndex((post) => post.channel === channel && post.ts === ts)
    const post = this.#posts[index]
    if (!post) return refused('message_not_found')
    this.#posts[index] = { ...post, text }
    return json({ ok: true, channel, ts, text })
  }

  #page(): Promise<string> {
    const roots = this.#posts.filter(({ threadTs }) => threadTs === null)
    const repliesTo = (root: LabPost) => this.#posts.filter((post) => post.channel === root.channel && post.threadTs === root.ts)
    const content = html`${Object.entries(SLACK_CHANNELS).map(
      ([id, name]) =>
        html` <h2>#${name}</h2>
          ${roots.some(({ channel }) => channel === id) ? '' : html`<p class="soft">Nothing posted yet.</p>`}
          ${roots
            .filter(({ channel }) => channel === id)
            .toReversed()
            .map(
              (root) =>
                html` <article class="card">
                  ${line(root)} ${repliesTo(root).map((reply) => html`<div class="thread">${line(reply)}</div>`)}
                </article>`,
            )}`,
    )}`
    return layout('Slack', content, { live: true, links: [] })
  }
}

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

const line = ({ at, text }: LabPost) =>
  html`<span class="soft">${clockTime(at)}</span>
    <pre>${mrkdwn(text)}</pre>`
