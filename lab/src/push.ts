import { html } from 'hono/html'
import { clockTime, layout } from './layout.ts'
import { json, notFound, page, serveLoopback, type Asked, type Loopback, type Told } from './loopback.ts'

const MOST_PUSHES = 10_000

/** A push message as the double kept it; the names of its fields are ntfy's. */
export type LabPush = {
  readonly number: number
  readonly at: number
  readonly topic: string
  readonly title: string
  readonly message: string
  readonly priority: string
  readonly click: string
}

/** A double of ntfy: `POST /TOPIC` with the text as body, or JSON that names its topic; `GET /messages` lists. */
export class Push {
  readonly #pushes: LabPush[] = []
  #accepted = 0

  get pushes(): readonly LabPush[] {
    return this.#pushes
  }

  open(): Promise<Loopback> {
    return serveLoopback(async (asked) => {
      if (asked.method === 'POST' || asked.method === 'PUT') return this.#publish(asked)
      if (asked.path === '/') return page(await this.#page())
      if (asked.path === '/messages') return json(this.#pushes)
      if (asked.path === '/v1/health') return json({ healthy: true })
      return notFound
    })
  }

  #publish(asked: Asked): Told {
    const input = read(asked)
    if (!input) return json({ code: 40024, http: 400, error: 'invalid request: request body must be valid JSON' }, 400)
    const at = Date.now()
    const push = { number: ++this.#accepted, at, ...input }
    this.#pushes.push(push)
    if (this.#pushes.length > MOST_PUSHES) this.#pushes.shift()
    const time = Math.floor(at / 1000)
    return json({
      id: `lab${push.number}`,
      time,
      expires: time + 43_200,
      event: 'message',
      topic: push.topic,
      title: push.title,
      message: push.message,
    })
  }

  #page(): Promise<string> {
    const content = html`${this.#pushes.length === 0 ? html`<p class="soft">No push message yet.</p>` : ''}
    ${this.#pushes.toReversed().map(
      ({ at, topic, title, message }) =>
        html` <article class="card">
          <div class="row"><strong>${title || topic}</strong><span class="soft">${topic} · ${clockTime(at)}</span></div>
          <pre>${message}</pre>
        </article>`,
    )}`
    return layout('Push messages', content, { live: true, links: [] })
  }
}

type Input = Omit<LabPush, 'number' | 'at'>

function read({ path, body, headers, query }: Asked): Input | null {
  const topic = decodeURIComponent(path.slice(1)) || 'default'
  const header = (name: string) => decoded(String(headers[name] ?? headers[`x-${name}`] ?? query.get(name) ?? ''))
  const plain = { topic, title: header('title'), message: body, priority: header('priority'), click: header('click') }
  return path === '/' && body.startsWith('{') ? readJson(body, plain) : plain
}

// A header is ASCII; words beyond it come as RFC 2047 writes them.
const decoded = (text: string): string =>
  text.replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString('utf8'))

function readJson(body: string, plain: Input): Input | null {
  try {
    const { topic, title, message, priority, click } = JSON.parse(body) as Record<string, unknown>
    const text = (value: unknown, otherwise: string) => (value === undefined ? otherwise : String(value))
    return {
      topic: text(topic, plain.topic),
      title: text(title, ''),
      message: text(message, ''),
      priority: text(priority, ''),
      click: text(click, ''),
    }
  } catch {
    return null
  }
}
