import { html } from 'hono/html'
import { LabOrder } from '@allclear/wire/lab.ts'
import { FAULTS } from './faults.ts'
import { clockTime, layout } from './layout.ts'
import { json, notFound, page, seeOther, serveLoopback, type Asked, type Loopback, type Told } from './loopback.ts'
import { OrderRefused } from './order-refused.ts'

/** What the lab page and `GET /api/state` show. */
export type LabState = {
  readonly sites: readonly {
    readonly site: string
    readonly partner: string
    readonly client: string
    readonly address: string
    readonly url: string // reachable by a browser that accepts the lab's certificate
    readonly fault: string | null
    readonly since: number
  }[]
  readonly panel: { readonly renewals: 'succeed' | 'fail' }
}

type Controlled = {
  readonly state: () => LabState
  readonly order: (order: LabOrder) => Promise<void>
  readonly links: readonly (readonly [string, string])[]
}

/** The lab's own page: break and fix each site by plain forms; `POST /api/orders` takes the same orders as JSON. */
export const openLabPage = (lab: Controlled, port = 0): Promise<Loopback> =>
  serveLoopback(async (asked) => {
    const { method, path } = asked
    if (method === 'GET' && path === '/') return page(await pageOf(lab))
    if (method === 'GET' && path === '/api/state') return json(lab.state())
    if (method === 'POST' && path === '/api/orders') return follow(lab, orderIn(asked), json({ ok: true }))
    if (method === 'POST' && path === '/') return follow(lab, readOrder(Object.fromEntries(asked.form)), seeOther('/'))
    return notFound
  }, port)

/** Reads an order from what somebody sent; what is no order is refused with a sentence. */
export function readOrder(input: unknown): LabOrder {
  const read = LabOrder.safeParse(input)
  if (read.success) return read.data
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'order'}: ${message}`).join('; ')
  throw new OrderRefused(
    'order_malformed',
    `That is no order: ${wrong}.`,
    'Write {"do":"break","site":…,"fault":…}, {"do":"fix","site":…} or {"do":"panel","renewals":"succeed"}.',
  )
}

function orderIn({ headers, body }: Asked): unknown {
  // A form of a foreign page cannot send this type without the browser asking first.
  if (!headers['content-type']?.startsWith('application/json')) return null
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

async function follow(lab: Controlled, input: unknown, done: Told): Promise<Told> {
  try {
    await lab.order(readOrder(input))
    return done
  } catch (error) {
    if (!(error instanceof OrderRefused)) throw error
    return json({ code: error.code, message: error.message, fix: error.fix }, error.code === 'order_malformed' ? 400 : 404)
  }
}

const pageOf = (lab: Controlled): Promise<string> => {
  const { sites, panel } = lab.state()
  const content = html` <p class="soft">A small Internet on loopback. Whatever you break here, the hub has to find out by itself.</p>
    ${sites.map(siteCard)}
    <h2>Hosting panel</h2>
    <section class="card row">
      <span>Certificate renewals <strong>${panel.renewals}</strong>.</span>
      <form method="post" action="/">
        <input type="hidden" name="do" value="panel" />
        <button name="renewals" value="${panel.renewals === 'fail' ? 'succeed' : 'fail'}">
          Let renewals ${panel.renewals === 'fail' ? 'succeed' : 'fail'}
        </button>
      </form>
    </section>`
  return layout('Websites of the lab', content, { live: true, links: lab.links })
}

const siteCard = ({ site, partner, url, fault, since }: LabState['sites'][number]) =>
  html` <section class="card" aria-label="${site}">
    <div class="row">
      <span
        ><a href="${url}"><strong>${site}</strong></a> <span class="soft">${partner}</span></span
      >
      ${fault === null ? html`<span class="good">well</span>` : html`<span class="bad">${fault} since ${clockTime(since)}</span>`}
    </div>
    <form method="post" action="/">
      <input type="hidden" name="do" value="break" /><input type="hidden" name="site" value="${site}" />
      <select name="fault" aria-label="How ${site} breaks">
        ${FAULTS.map(({ id, description }) => html`<option value="${id}" ${id === fault ? html` selected` : ''}>${id}: ${description}</option>`)}
      </select>
      <button>Break</button>
    </form>
    ${fault === null ? '' : html`<form method="post" action="/"><input type="hidden" name="do" value="fix" /><input type="hidden" name="site" value="${site}" /><button class="strong">Fix</button></form>`}
  </section>`
