import { html, raw } from 'hono/html'
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
  readonly groups: readonly {
    readonly group: string
    readonly shares: string
    readonly size: number
    readonly broken: readonly { readonly site: string; readonly fault: string }[]
  }[]
  readonly providers: readonly { readonly provider: string; readonly name: string; readonly state: string }[]
  readonly canaries: string
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
    'Write {"do":"break","site":…,"fault":…}, {"do":"fix","site":…}, {"do":"panel","renewals":"succeed"}, {"do":"status","provider":…,"state":"major"} or {"do":"canaries","state":"dead"}.',
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
  const { sites, groups, providers, canaries, panel } = lab.state()
  const content = html` <p class="soft">A small Internet on loopback. Whatever you break here, the hub has to find out by itself.</p>
    ${sites.map(siteCard)}
    <h2>Sites that share something</h2>
    ${groups.map(groupCard)}
    <h2>Status pages of providers</h2>
    ${providers.map(({ provider, name, state }) => choiceCard({ do: 'status', provider }, name, state, PROVIDER_STATES))}
    <h2>The probe’s own world</h2>
    ${choiceCard({ do: 'canaries' }, 'Canaries', canaries, CANARY_STATES)}
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

const PROVIDER_STATES = ['green', 'major', 'maintenance', 'elsewhere']
const CANARY_STATES = ['well', 'dead', 'another-year']

const choiceCard = (order: Readonly<Record<string, string>>, name: string, state: string, states: readonly string[]) =>
  html` <form class="card" method="post" action="/">
    ${Object.entries(order).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}" />`)}
    <span>${name}: <strong class="${state === states[0] ? 'good' : 'bad'}">${state}</strong></span>
    <select name="state" aria-label="State of ${name}">
      ${states.map((one) => html`<option ${one === state ? html` selected` : ''}>${one}</option>`)}
    </select>
    <button>Set</button>
  </form>`

const breakForm = (name: string, fault: string | null) =>
  html`<form method="post" action="/">
      <input type="hidden" name="do" value="break" /><input type="hidden" name="site" value="${name}" />
      <select name="fault" aria-label="How ${name} breaks">
        ${faultOptions(fault)}
      </select>
      <button>Break</button>
    </form>
    ${fault === null ? '' : html`<form method="post" action="/"><input type="hidden" name="do" value="fix" /><input type="hidden" name="site" value="${name}" /><button class="strong">Fix</button></form>`}`

// Variants are ordered by their full name through the API; here stands each fault once, and the variant that is there now.
const FAMILIES = FAULTS.filter(({ id }) => !id.includes('/'))
const optionsFor = (chosen: string | null): string =>
  FAULTS.filter((fault) => FAMILIES.includes(fault) || fault.id === chosen)
    .map(({ id, description }) => `<option value="${id}"${id === chosen ? ' selected' : ''}>${escaped(`${id}: ${description}`)}</option>`)
    .join('\n')
const OPTIONS = optionsFor(null)
const faultOptions = (chosen: string | null) => raw(chosen === null ? OPTIONS : optionsFor(chosen))

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

const groupCard = ({ group, shares, size, broken }: LabState['groups'][number]) =>
  html` <section class="card" aria-label="${group}">
    <div class="row">
      <span><strong>${group}</strong> <span class="soft">${size} sites share ${shares}</span></span>
      ${broken.length === 0 ? html`<span class="good">well</span>` : html`<span class="bad">${broken[0]!.fault} at ${broken.length}</span>`}
    </div>
    ${breakForm(group, broken[0]?.fault ?? null)}
  </section>`

const siteCard = ({ site, partner, url, fault, since }: LabState['sites'][number]) =>
  html` <section class="card" aria-label="${site}">
    <div class="row">
      <span
        ><a href="${url}"><strong>${site}</strong></a> <span class="soft">${partner}</span></span
      >
      ${fault === null ? html`<span class="good">well</span>` : html`<span class="bad">${fault} since ${clockTime(since)}</span>`}
    </div>
    ${breakForm(site, fault)}
  </section>`
