import { beginIncident } from '../../domain/incident/begin.ts'
import type { Happening, Pinned, Recipient } from '../../domain/incident/incident.ts'
import { after, type Instant, type Span } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble, type Said } from '../../network/http.double.ts'
import { startMailDouble, type Script } from '../../network/smtp.double.ts'
import { insertIncident } from '../../store/incidents.ts'
import { findMessage, type NewMessage } from '../../store/messages.ts'
import { postMessage } from '../../store/outbox.ts'
import { openStore } from '../../store/store.ts'
import { loadLibrary } from '../../library.ts'
import { createBackOff } from './back-off.ts'
import type { Delivering } from './deliver.ts'

export const START = Date.parse('2026-03-01T03:10:00Z') as Instant
export const CLIENT: Recipient = {
  audience: 'client',
  name: 'Bo Hart',
  channel: 'mail',
  address: ['bo@cornerbakery.example'],
  from: 'Brightside Care <care@brightside.example>',
  cc: ['rosa@brightside.example'],
  why: null,
}
export const THREAD: Recipient = { ...CLIENT, audience: 'partner', name: 'Brightside', channel: 'slack', address: ['C0BRIGHT'], cc: [] }
export const PAGE: Recipient = { ...CLIENT, audience: 'responder', name: 'Ana Ruiz', address: ['ana@harbor.example'], cc: [] }

const library = await loadLibrary({})

/** An outbox with real little servers at its end, and a clock moved by hand. */
export async function openOffice(script: Script = {}, slackSays: (n: number) => Said = (n) => ({ body: { ok: true, ts: `1.${n}` } })) {
  const [store, mail, slack] = [await openStore({}), await startMailDouble(script), await startHttpDouble((_, n) => slackSays(n))]
  const sites: Record<string, object> = {}
  for (const id of [7, 8, ...Array.from({ length: 12 }, (_, n) => 20 + n), 99]) {
    const first = {
      id: String(id),
      site: `site-${id}.example`,
      partner: 'brightside',
      detectedAt: START,
      pinned: {} as Pinned,
      earlier: null,
    }
    sites[first.site] = { id: first.site, url: `https://${first.site}/`, partner: 'brightside', client: null }
    await store.transaction((tx) => insertIncident(tx, beginIncident(first), 1))
  }
  const brand = {
    from: { name: 'Brightside Care', address: 'care@brightside.example' },
    dkim: null,
    logo: null,
    signature: null,
    colour: '#0b6e4f',
  }
  const plan = {
    hub: { url: 'https://allclear.harbor.example/' },
    clients: {},
    sites,
    operator: { name: 'Harbor Web Care', mail: 'noc@harbor.example' },
    partners: { brightside: { id: 'brightside', brand, cc: ['rosa@brightside.example'] } },
    channels: { mail: { host: '127.0.0.1', port: mail.port, secure: false }, slack: { api: slack.url }, push: null },
  } as unknown as Plan
  const heard: { incident: number; happening: Happening }[] = []
  const bugs: unknown[] = []
  let now = START
  let waiting: { count: number; resolve: () => void } | null = null
  const around: Delivering = {
    store,
    clock: { now: () => now },
    plan: () => plan,
    secrets: () => new Map([['partners.brightside.slack.token', 'xoxb-1']]),
    channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    library: () => library,
    strangers: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    answerKey: 'a key of this test',
    onBug: (error) => bugs.push(error),
    backOff: createBackOff(() => 0.5),
    attemptMs: 1000,
    async respond(_, incident, happening, first) {
      if (first && !(await store.transaction(first))) return
      heard.push({ incident, happening })
      if (waiting && heard.length >= waiting.count) waiting.resolve()
    },
  }
  return {
    around,
    mail,
    slack,
    heard,
    bugs,
    store,
    async close() {
      await Promise.all([mail.close(), slack.close()])
      await store.close()
    },
    passes: (span: Span) => (now = after(now, span)),
    /** Resolves once the incidents have heard of `count` ends. */
    ends: (count: number) => new Promise<void>((resolve) => (heard.length >= count ? resolve() : (waiting = { count, resolve }))),
    post: (key: string, more: Partial<NewMessage> = {}) =>
      store.transaction((tx) =>
        postMessage(tx, {
          partner: 'brightside',
          key,
          incident: 7,
          step: 'tell-client',
          contract: 'message',
          recipient: CLIENT,
          template: 'investigating',
          subject: 'Your site is down',
          text: 'We look into it.',
          html: null,
          link: 'https://status.brightside.example/',
          messageId: `<${key}@brightside.example>`,
          orderedAt: now,
          dueAt: now,
          ...more,
        }),
      ),
    find: async (key: string) => (await findMessage(store.db, 'brightside', key))!,
  }
}
