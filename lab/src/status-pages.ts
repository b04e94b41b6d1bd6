import type { Authority } from './authority.ts'
import { ADDRESSES } from './addresses.ts'
import { Host, type Exchange } from './host.ts'
import { showingFor } from './showing.ts'
import { feed, type ProviderState, type StatusPage } from './status-formats.ts'
import { hostOf, pathOf, reply } from './site-answers.ts'

export const STATUS_PAGES: readonly StatusPage[] = [
  {
    provider: 'anchor-hosting',
    name: 'Anchor Hosting',
    host: 'status.anchor.example',
    format: 'statuspage',
    component: 'Web servers 7–12',
    other: 'Billing dashboard',
  },
  {
    provider: 'kranich-hosting',
    name: 'Kranich Hosting',
    host: 'status.kranich.example',
    format: 'instatus',
    component: 'Webhosting Nürnberg',
    other: 'Kundencenter',
  },
  {
    provider: 'hafen-hosting',
    name: 'Hafen Hosting',
    host: 'status.hafen.example',
    format: 'statuspage',
    component: 'Shared hosting, server 41',
    other: 'Control panel',
  },
  {
    provider: 'namesilver',
    name: 'NameSilver',
    host: 'status.namesilver.example',
    format: 'better-stack',
    component: 'DNS',
    other: 'Domain search',
  },
  {
    provider: 'zonehaus',
    name: 'Zonehaus',
    host: 'status.zonehaus.example',
    format: 'rss',
    component: 'Authoritative DNS',
    other: 'Web interface',
  },
  {
    provider: 'brightedge',
    name: 'Brightedge',
    host: 'status.brightedge.example',
    format: 'statuspage',
    component: 'Edge, Europe',
    other: 'Analytics',
  },
]

const PATHS: Readonly<Record<StatusPage['format'], string>> = {
  statuspage: '/api/v2/summary.json',
  instatus: '/summary.json',
  'better-stack': '/index.json',
  rss: '/history.rss',
}

/** Where a provider's feed is, for the hub's configuration. */
export const feedUrl = ({ host, format }: StatusPage): string => `https://${host}${PATHS[format]}`

/** The status pages of all providers on one server, each in the format of another maker. */
export class StatusPages {
  readonly host: Host
  readonly #states = new Map<string, { readonly state: ProviderState; readonly since: number }>()
  readonly #startedAt = Date.now()

  constructor(authority: Authority) {
    this.host = new Host(ADDRESSES.statusPages, (exchange) => this.#answer(exchange), showingFor(authority, 'status.example'))
  }

  set(provider: string, state: ProviderState) {
    this.#states.set(provider, { state, since: Date.now() })
  }

  stateOf(provider: string): ProviderState {
    return this.#states.get(provider)?.state ?? 'green'
  }

  #answer(exchange: Exchange) {
    const page = STATUS_PAGES.find(({ host }) => host === hostOf(exchange.request.headers.host))
    if (!page || pathOf(exchange) !== PATHS[page.format]) return reply(exchange.response, 404, [], 'There is no such feed.\n')
    const { state, since } = this.#states.get(page.provider) ?? { state: 'green', since: this.#startedAt }
    const { type, body } = feed(page, state, since)
    return reply(
      exchange.response,
      200,
      [
        ['content-type', type],
        ['cache-control', 'max-age=0'],
      ],
      body,
    )
  }
}
