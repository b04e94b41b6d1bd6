import type { Routes } from './routes.ts'

export type { Routes } from './routes.ts'
export type Route = keyof Routes

type PartOf<R extends Route, Name extends string> = Routes[R] extends { readonly [name in Name]: infer Part } ? Part : undefined
type Needed<R extends Route> = {
  readonly [Name in 'params' | 'body' as PartOf<R, Name> extends undefined ? never : Name]: PartOf<R, Name>
} & { readonly [Name in 'query' as PartOf<R, Name> extends undefined ? never : {} extends PartOf<R, Name> ? never : Name]: PartOf<R, Name> } // prettier-ignore
/** What a question takes: what its route needs, and how it is to be sent. */
export type Question<R extends Route> = Needed<R> & {
  readonly query?: PartOf<R, 'query'>
  readonly key?: string // Idempotency-Key; a fresh one where nothing is said
  readonly ifMatch?: string // ETag of what is to be changed
  readonly signal?: AbortSignal
}
type Asked<R extends Route> = {} extends Needed<R> ? [question?: Question<R>] : [question: Question<R>]

export type Answer<R extends Route> = { readonly status: number; readonly etag: string | null; readonly body: Routes[R]['gives'] }
/** Routes that give a list page by page. */
export type ListRoute = { [R in Route]: Routes[R]['gives'] extends { items: unknown[]; next: string | null } ? R : never }[Route]
type ItemOf<R extends Route> = Routes[R]['gives'] extends { items: (infer Item)[] } ? Item : never

/** What the hub refused, and what to do next. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fix: string
  readonly field: string | null

  constructor(status: number, { code, message, fix, field }: { code?: string; message?: string; fix?: string; field?: string }) {
    super(message ?? `The hub answered ${status}.`)
    this.name = 'Refusal'
    this.status = status
    this.code = code ?? 'answer_unknown'
    this.fix = fix ?? 'Look whether this address is that of the hub.'
    this.field = field ?? null
  }
}

export type Client = {
  /** Asks a route and gives the body of its answer. */
  ask<R extends Route>(route: R, ...asked: Asked<R>): Promise<Routes[R]['gives']>
  /** The same with status and ETag. */
  whole<R extends Route>(route: R, ...asked: Asked<R>): Promise<Answer<R>>
  /** Everything in a list, page after page. */
  each<R extends ListRoute>(route: R, ...asked: Asked<R>): AsyncGenerator<ItemOf<R>>
}

const TRIES = 4
const FIRST_WAIT_MS = 500

/**
 * A client of the hub at `url`. Whatever changes something carries an `Idempotency-Key`, so that it is done once although it is sent again:
 * when nobody answered, or the hub says to wait.
 */
export function createClient({ url, token, tries = TRIES }: { url: string; token: string; tries?: number }): Client {
  const whole = async <R extends Route>(route: R, ...[question]: Asked<R>): Promise<Answer<R>> => {
    const response = await sendUntilAnswered(requestOf(url, token, route, question ?? ({} as Question<R>)), tries)
    const body = (await response.json().catch(() => ({}))) as Routes[R]['gives']
    if (!response.ok) throw new Refusal(response.status, body as object)
    return { status: response.status, etag: response.headers.get('etag'), body }
  }
  const ask: Client['ask'] = async (route, ...asked) => (await whole(route, ...asked)).body
  return { ask, whole, each: (route, ...asked) => eachOf(ask, route, asked[0]) }
}

async function* eachOf<R extends ListRoute>(ask: Client['ask'], route: R, question: Question<R> | undefined): AsyncGenerator<ItemOf<R>> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { ...(question?.query as object | undefined), ...(cursor === undefined ? {} : { cursor }) }
    const page = (await ask(route, ...([{ ...question, query }] as unknown as Asked<R>))) as { items: ItemOf<R>[]; next: string | null }
    yield* page.items
    cursor = page.next
  }
}

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown } & Pick<
  Question<Route>,
  'key' | 'ifMatch' | 'signal'
>

function requestOf(url: string, token: string, route: Route, question: object): () => Request {
  const { params = {}, query = {}, body, key, ifMatch, signal } = question as Parts
  const [method, path] = route.split(' ') as [string, string]
  const address = new URL(
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name]))),
    url,
  )
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, String(value))
  const headers = new Headers({ authorization: `Bearer ${token}`, accept: 'application/json' })
  if (method !== 'GET') headers.set('idempotency-key', key ?? crypto.randomUUID())
  if (ifMatch !== undefined) headers.set('if-match', ifMatch)
  if (body !== undefined) headers.set('content-type', 'application/json')
  return () =>
    new Request(address, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), ...(signal && { signal }) })
}

async function sendUntilAnswered(request: () => Request, tries: number): Promise<Response> {
  for (let n = 1; ; n++) {
    const sent = request()
    const response = await fetch(sent).catch((error: unknown) => {
      if (n >= tries || sent.signal.aborted) throw error
      return null
    })
    const seconds = response?.headers.get('retry-after') ?? null
    if (response && (seconds === null || n >= tries)) return response
    await wait(seconds === null ? FIRST_WAIT_MS * 2 ** (n - 1) : Number(seconds) * 1000, sent.signal)
  }
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true })
  })
