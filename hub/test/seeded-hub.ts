import assert from 'node:assert/strict'
import { begin } from './seeded-incidents.ts'
import { agentsOf } from '../src/engine/agents/agents.ts'
import { probesOf } from '../src/engine/probes/probe-desk.ts'
import type { Room } from '../src/engine/room.ts'
import { judgeBrands } from '../src/engine/deliver/judge-brands.ts'
import type { Around, News } from '../src/http/around.ts'
import type { Happening, Incident } from '../src/domain/incident/incident.ts'
import { after, days, hours, minutes, seconds } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import type { Secrets } from '../src/domain/plan/plan.ts'
import { createOpenIdDesk } from '../src/engine/identity/open-id.ts'
import { createChannelNetwork } from '../src/network/create-network.ts'
import { loadLibrary } from '../src/library.ts'
import { withContacts } from '../src/domain/plan/kept-contacts.ts'
import { withOverrides } from '../src/domain/oncall/made-override.ts'
import { isPortalRole, makeToken } from '../src/http/tokens.ts'
import type { PortalRole, Role } from '../src/http/tokens.ts'
import { addAnnouncement } from '../src/store/announcements.ts'
import { contactBooks } from '../src/store/contact-books.ts'
import { keepEvidence } from '../src/store/evidence.ts'
import { insertIncident, nextIncidentNumber } from '../src/store/incidents.ts'
import { inviteMember } from '../src/store/members.ts'
import { keepAlive } from '../src/store/locations.ts'
import { postMessage } from '../src/store/outbox.ts'
import { overridesSince } from '../src/store/overrides.ts'
import { syncSites } from '../src/store/sites.ts'
import { forHouse, openStore } from '../src/store/store.ts'
import type { Place } from '../src/store/store.ts'
import { addTask } from '../src/store/tasks.ts'
import { addEntries } from '../src/store/timeline.ts'
import { addTransition } from '../src/store/transitions.ts'
import { basisOf } from './basis-of.ts'
import { seedEvidence } from './seeded-evidence.ts'
import { seededMaintenance } from './seeded-maintenance.ts'
import { seededPlan } from './seeded-plan.ts'

const NO_ANSWER = { code: 'timeout', records: [], cname: null, ttl: null, resolver: 'system', extended: null } as const

export const NOW = Date.parse('2026-03-04T16:05:00Z') as Instant

const library = await loadLibrary({})

/** A way out that leads to this machine alone. */
export const loopback = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })

/** A hub's surroundings with an outage going on at Brightside, a past one there, and another partner's: in memory, at a clock that stands. */
export async function seededHub(plan = seededPlan(), secrets: Secrets = new Map(), place: Place = {}) {
  const store = await openStore(place)
  const house = forHouse(store)
  let laid = plan
  const clock = { at: NOW, now: () => clock.at }
  const happened: { partner: string; incident: number; happening: Happening }[] = []
  const settled: { partner: string; key: string; as: string }[] = []
  const listeners = new Set<(news: News) => void>()
  const bugs: unknown[] = []
  const { desk, maintaining } = seededMaintenance({ store: house, clock, plan: () => plan, news: (item) => news(item) })
  const room = {
    store: house,
    clock,
    plan: () => laid,
    answerKey: 'a key of this test',
    secrets: () => new Map([['channels.mail.smtp', 'smtp://127.0.0.1:1']]),
    loops: {},
  } as unknown as Room
  const around: Around = {
    store,
    clock,
    secrets: () => secrets,
    answerKey: 'a key of this test',
    secretsPresent: (path) => path.startsWith('channels.mail') || secrets.has(path),
    judgeBrands: (asked) => judgeBrands(asked, new Map(), { lookup: async () => NO_ANSWER }),
    async respond(partner, incident, happening, first) {
      if (first && !(await house.transaction(first))) return
      happened.push({ partner, incident, happening })
    },
    library: () => library,
    domains: null,
    configuration: null,
    openId: createOpenIdDesk({
      plan: () => laid,
      secrets: () => secrets,
      network: loopback,
      clock,
    }),
    plan: () => laid,
    readOverrides: async () => void (laid = withOverrides(plan, await overridesSince(house.db, 0 as Instant))),
    maintenance: desk,
    agents: agentsOf(room),
    probes: probesOf(room),
    readContacts: async () => void (laid = withContacts(plan, await contactBooks(house.db, null))),
    basis: basisOf(plan),
    readSites: async () => {},
    nudge: () => {},
    settle: async (partner, key, as) => void settled.push({ partner, key, as }),
    showAnswer: async () => {},
    events: {
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    health: async () => ({ ok: true, checks: { store: 'ok', engine: 'ok' } }),
    heardWatcher: () => undefined,
    askOutside: async () => {},
    watcherHeardAt: () => null,
    lastCheckAt: () => after(clock.at, seconds(-2)),
    lookAt: async () => assert.fail('nobody looks at new sites here'),
    tryApp: async () => ({ outcome: 'delivered', says: null }),
    lookNow: async () => {},
    registry: null,
    banner: '15 minutes pass in 15 seconds',
    onBug: (error) => void bugs.push(error),
  }
  const token = async (
    role: Role,
    partner: string | null = null,
    person: string | null = 'ana',
    sites: readonly string[] | null = null,
  ) => {
    const mail = isPortalRole(role) ? await seedMember(store, role, partner!) : person
    return (await makeToken(store.db, { kind: 'api', name: `test ${role}`, role, person: mail, partner, sites, now: clock.at })).secret
  }
  const loginLink = async () =>
    (await makeToken(store.db, { kind: 'login', name: 'Ana Ruiz', role: 'owner', person: 'ana', now: clock.at })).secret
  const news = (item: News) => listeners.forEach((listener) => listener(item))
  await store.transaction((tx) => syncSites(tx, plan, NOW))
  await seedTransitions(around)
  await seedEvidence(around, await seedIncidents(around))
  return { around, maintaining, store, clock, happened, settled, bugs, listeners, news, token, loginLink }
}

/** Somebody of the partner, or of its first client; gives their address. */
async function seedMember(store: Around['store'], role: PortalRole, partner: string): Promise<string> {
  const mail = `${role}@${partner}.example`
  const client = role !== 'client' ? null : partner === 'fjord' ? 'pine-cabins' : 'corner-bakery'
  await store.transaction((tx) =>
    inviteMember(tx, { partner, mail, name: `Their ${role}`, role, client, invitedBy: 'ana', invitedAt: NOW, link: `invitation/${mail}` }),
  )
  return mail
}

async function seedTransitions({ store: { db } }: Around) {
  const seen = (partner: string, site: string, at: Instant, state: 'up' | 'down' | 'warning', code: string | null = null) =>
    addTransition(db, {
      partner,
      site,
      monitor: `${site}/http`,
      location: 'hub',
      result: { state, code, class: code === null ? null : 'tls', at, tookMs: 120, facts: {}, diary: [] },
    })
  const start = after(NOW, days(-40))
  await keepAlive(db, 'hub', start, NOW)
  for (const site of ['cornerbakery.example', 'riverdental.example', 'lanternbooks.example']) await seen('brightside', site, start, 'up')
  for (const site of ['northlight.example', 'pinecabins.example']) await seen('fjord', site, start, 'up')
  await seen('brightside', 'riverdental.example', after(NOW, days(-9)), 'down', 'connection_refused')
  await seen('brightside', 'riverdental.example', after(NOW, (days(-9) + minutes(48)) as never), 'up')
  await seen('brightside', 'cornerbakery.example', after(NOW, minutes(-12)), 'down', 'tls.expired')
  await seen('brightside', 'lanternbooks.example', after(NOW, hours(-5)), 'warning', 'tls.expiring')
  await seen('fjord', 'pinecabins.example', after(NOW, minutes(-3)), 'down', 'connection_refused')
}

async function seedIncidents({ store }: Around): Promise<Incident> {
  const past = begin.resolved(after(NOW, days(-9)))
  const open = begin.open(after(NOW, minutes(-12)))
  const other = begin.foreign(after(NOW, minutes(-3)))
  await store.transaction(async (tx) => {
    for (const incident of [past, open, other]) {
      await nextIncidentNumber(tx)
      await insertIncident(tx, incident, 1)
    }
    await addEntries(tx, 'brightside', 2, begin.timeline(open))
    await addAnnouncement(tx, {
      partner: 'brightside',
      page: 'brightside',
      incident: 1,
      key: '1/done',
      at: after(NOW, days(-9)),
      stage: 'resolved',
      subject: 'riverdental.example is back',
      text: 'The web server had stopped and was started again.\n\nAll is well.',
      site: 'riverdental.example',
    })
    await addAnnouncement(tx, {
      partner: 'brightside',
      page: 'brightside',
      incident: 2,
      key: '2/opened',
      at: open.confirmedAt!,
      stage: 'investigating',
      subject: 'cornerbakery.example is not available',
      text: 'We have seen that cornerbakery.example cannot be reached safely and are looking into it.',
      site: 'cornerbakery.example',
    })
    await addAnnouncement(tx, {
      partner: 'brightside',
      page: 'brightside',
      incident: 2,
      key: '2/investigating',
      at: after(NOW, minutes(-2)),
      stage: 'identified',
      subject: 'cornerbakery.example: cause found',
      text: 'The certificate that secures the site has expired. We are renewing it.\n\nThe next update follows within 30 minutes.',
      site: 'cornerbakery.example',
    })
    await addTask(tx, {
      partner: 'brightside',
      incident: 2,
      id: 'follow-through',
      step: null,
      title: 'See incident 2 through',
      for: 'on-call',
      people: ['ana'],
      dueAt: null,
      contact: null,
      followUp: false,
      checklist: [],
      vendorCase: null,
    })
    await addTask(tx, {
      partner: 'brightside',
      incident: 2,
      id: 'renew-by-hand',
      step: 'renew-by-hand',
      title: 'Renew the certificate by hand in the panel',
      for: 'on-call',
      people: ['ana'],
      dueAt: after(NOW, minutes(18)),
      contact: 'https://anchor.example/support',
      followUp: false,
      checklist: [
        { words: 'Ask whose panel it is', done: true },
        { words: 'Renew', done: false },
      ],
      vendorCase: null,
    })
    await keepEvidence(tx, 'brightside', 2, open.detectedAt, 'check', {
      state: 'down',
      code: 'tls.expired',
      facts: { validTo: '2026-03-04', subject: '<script>alert(1)</script>' },
    })
    for (const message of begin.messages(NOW)) await postMessage(tx, message)
  })
  await store.db
    .updateTable('outbox')
    .set({ state: 'delivered', settled_at: after(NOW, minutes(-10)) })
    .where('key', '=', '2/page/ana/push')
    .execute()
  await store.db
    .updateTable('outbox')
    .set({ state: 'uncertain', settled_at: NOW, reason: 'The connection broke after the last byte.' })
    .where('key', '=', '2/tell-client/bo')
    .execute()
  return open
}
