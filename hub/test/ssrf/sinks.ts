import { app } from '../../src/channels/app.ts'
import { subscriberWebhook } from '../../src/channels/subscriber-webhook.ts'
import { http } from '../../src/checks/http.ts'
import { siteAt } from '../../src/checks/site.double.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Site } from '../../src/domain/plan/plan.ts'
import { visitPage } from '../../src/evidence/visit-page.ts'
import { readFeed } from '../../src/engine/vulnerabilities/read-feed.ts'
import type { Network } from '../../src/network/network.ts'

/** One way in which an address that somebody else wrote is asked, over the way out that it has in the hub or in a remote probe; `pins`: it dials each public address of a name by itself. */
export type Sink = {
  readonly name: string
  readonly over: 'plan' | 'channels' | 'probe'
  readonly pins?: true
  ask(url: string, network: Network): Promise<unknown>
}

const now = () => 0 as Instant
const signal = () => AbortSignal.timeout(3000)
const committing = async () => {}
const letter = { key: 'k', messageId: '<k@a.example>', threadReference: null, cc: [], replyTo: null, html: null, from: { name: 'A', address: 'a@a.example' }, link: null, page: null, subject: 's', text: '{}', at: 0 } // prettier-ignore

/** The six ways out for addresses of others: a site, its page, a subscriber's webhook, a feed, a chat, and what a remote probe is told to look at. */
export const SINKS: readonly Sink[] = [
  {
    name: 'site check',
    over: 'plan',
    pins: true,
    ask: (url, network) => http.look(siteNamed(url), http.options.parse({}), { network, now, signal: signal() }),
  },
  {
    name: 'page visit',
    over: 'plan',
    ask: async (url, network) => URL.canParse(url) && visitPage(new URL(url), { network, signal: signal() }),
  },
  {
    name: 'subscriber webhook',
    over: 'channels',
    ask: (url, network) => subscriberWebhook.send({ ...letter, to: [url] } as never, { webhook: { secret: 'x' } } as never, { network, signal: signal(), committing }), // prettier-ignore
  },
  {
    name: 'feed',
    over: 'plan',
    ask: (url, network) => readFeed({ format: 'osv', url, file: null, header: null, mapping: null } as never, new Set(), { network, token: undefined, signal: signal() }), // prettier-ignore
  },
  {
    name: 'chat',
    over: 'channels',
    ask: (url, network) => app.send({ ...letter, to: [url] } as never, { app: { kind: 'mattermost', url, token: 't', to: 'x', api: url } } as never, { network, signal: signal(), committing }), // prettier-ignore
  },
  { name: 'remote probe', over: 'probe', ask: connectAndPing },
]

// What a probe does at a site beside HTTP: it dials, shakes hands over TLS, and pings.
async function connectAndPing(url: string, network: Network) {
  if (!URL.canParse(url)) return
  const host = new URL(url).hostname
  const connected = await network.connect({ host, port: 80 }, { signal: signal() })
  if (connected.ok) connected.socket.destroy()
  await network.handshake({ host, port: 443, servername: 'a.example' }, { signal: signal() })
  await network.ping({ host }, { signal: signal() })
}

const siteNamed = (url: string): Site => ({ ...siteAt('http://a.example/'), url })
