import { after as later, days, hours } from '../src/domain/instant.ts'
import type { Instant, Span } from '../src/domain/instant.ts'
import { rollUpOf, sumOf } from '../src/domain/latency/roll-up.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import { answerToken } from '../src/engine/deliver/answer-token.ts'
import { makeToken } from '../src/http/tokens.ts'
import type { PortalRole } from '../src/http/tokens.ts'
import { saveAnnouncedWorks } from '../src/store/announced-works.ts'
import { addAlert } from '../src/store/inbound-alerts.ts'
import { addInboundMail } from '../src/store/inbound-mail.ts'
import { addLatencies } from '../src/store/latencies.ts'
import type { Store } from '../src/store/store.ts'
import { rollUpHours } from '../src/store/roll-up.ts'
import { saveVulnerability } from '../src/store/vulnerabilities.ts'
import { keepWarning } from '../src/store/warnings.ts'
import { onCallHub } from './on-call-hub.ts'
import { seedDrills } from './seeded-drills.ts'
import { seedHosts } from './seeded-hosts.ts'
import { seedProbes } from './seeded-probes.ts'
import { NOW } from './seeded-hub.ts'
import { keepStory, slowRenewal } from './seeded-proposals.ts'
import { planWindows } from './seeded-maintenance.ts'
import { anOpenPlugin } from './seeded-vulnerability.ts'

/** The answers of the letter to Bo, the client. */
export const BO = answerToken('a key of this test', { seq: 2, partner: 'brightside', key: '2/tell-client/bo' })
/** Every screen of the console, and the pages that others see, by a name: tests and the gallery open each. */
export const SCREENS: Record<string, string> = {
  now: '/',
  room: '/incidents/2',
  'hand-over': '/incidents/2/hand-over',
  sites: '/sites',
  site: '/sites/cornerbakery.example',
  readiness: '/readiness',
  contacts: '/contacts/corner-bakery',
  'site-new': '/sites/new',
  'site-edit': '/sites/cornerbakery.example/edit',
  'site-import': '/sites/import',
  'client-edit': '/clients/corner-bakery/edit',
  'partner-edit': '/partners/brightside/edit',
  'on-call': '/on-call',
  playbooks: '/playbooks',
  playbook: '/playbooks/tls',
  proposals: '/proposals',
  providers: '/providers',
  people: '/people',
  larger: '/larger',
  hosts: '/hosts',
  host: '/hosts/web-1',
  probes: '/probes',
  maintenance: '/maintenance',
  'maintenance-new': '/maintenance/new?like=disks',
  tasks: '/tasks',
  drills: '/drills',
  reports: '/reports',
  'report-print': '/reports/print',
  outbox: '/messages',
  message: '/messages/2%2Ftell-client%2Fbo',
  inbox: '/inbox',
  brands: '/brands',
  audit: '/audit',
  channels: '/channels?kind=jira',
  health: '/health',
  warnings: '/warnings',
  review: '/incidents/1/review',
  account: '/account',
  login: '/login',
  preview: '/incidents/2/preview',
  status: '/status/brightside/',
  answer: `/a/${BO}/call`,
  vote: `/a/${BO}/helpful`,
  'status-planned': '/status/river-dental/?lang=de',
  'status-incident': '/status/corner-bakery/incidents/2?lang=de',
  'status-days': '/status/brightside/days/riverdental.example',
  'status-notice': '/status/corner-bakery/notices/2',
  'status-subscribe': '/status/brightside/subscribe',
}

/** What only a partner sees, and a client. */
export const PORTAL: Readonly<Record<string, string>> = {
  portal: '/portal/',
  'portal-contacts': '/portal/contacts',
  'portal-people': '/portal/people',
  'portal-reports': '/portal/reports',
}

const contact = { role: null, phone: '+13125550120' }
const reachable = (plan: Plan): Plan => {
  const [bakery, brightside] = [plan.clients['corner-bakery']!, plan.partners['brightside']!]
  const bo = { ...contact, name: 'Bo Hart', mail: 'bo@cornerbakery.example' }
  const rosa = { ...contact, name: 'Rosa Lind', mail: 'rosa@brightside.example' }
  return {
    ...plan,
    alerts: { kuma: { id: 'kuma', kind: 'uptime-kuma', name: 'Kuma at the office', partner: null, sites: {}, mapping: null } },
    clients: {
      ...plan.clients,
      'corner-bakery': { ...bakery, contacts: [bo, { ...bo, role: 'private', mail: 'bo.hart@mailbox.example' }] },
    },
    partners: { ...plan.partners, brightside: { ...brightside, contacts: [rosa] } },
  }
}

// The bakery answers as shops do: more slowly at noon, and at night from its cache.
async function seedLatencies(store: Store) {
  const of = { partner: 'brightside', monitor: 'cornerbakery.example/http' }
  const thisHour = (NOW - (NOW % hours(1))) as Instant
  const looks = (n: number) => Array.from({ length: 60 }, (_, k) => 90 + 60 * (n % 12) + ((k * 37) % 60) * (3 + (n % 5)))
  const all = Array.from({ length: 24 * 40 }, (_, n) => ({
    ...{ ...of, location: 'hub' },
    hour: later(thisHour, -hours(n) as Span),
    ...sumOf(looks(n).map(rollUpOf)),
  }))
  const farther = all.slice(0, 30).map((one) => ({ ...one, location: 'vienna', ...sumOf(looks(20).map((ms) => rollUpOf(ms * 2))) }))
  await addLatencies(store.db, [...all, ...farther])
  while (await store.transaction((tx) => rollUpHours(tx, later((NOW - (NOW % days(1))) as Instant, -days(1) as Span))));
}

/** The seeded hub with something to show on every screen. */
export async function screenHub() {
  const hub = await onCallHub(reachable)
  await seedLatencies(hub.store)
  const words = { subject: 'My site', text: 'Why is it down?', from: 'Bo Hart <bo@cornerbakery.example>', kind: 'answer' } as const
  const waiting = { ...words, partner: 'operator', digest: 'a', at: NOW, state: 'waiting', incident: null, key: null } as const
  await hub.store.transaction((tx) => addInboundMail(tx, waiting))
  const alert = {
    source: 'kuma',
    name: 'Shop',
    says: 'connect ECONNREFUSED',
    link: null,
    startedAt: NOW,
    resolvedAt: null,
    heardAt: NOW,
  } as const
  await hub.store.transaction(async (tx) => {
    await addAlert(tx, { ...alert, key: '7', partner: 'operator', site: null, name: 'A printer', state: 'waiting', dueAt: null })
    await addAlert(tx, { ...alert, key: '8', partner: 'brightside', site: 'riverdental.example', state: 'elsewhere', dueAt: null })
  })
  await planWindows(hub)
  const work = { provider: 'anchor-hosting', title: 'New disks in hall 3', sites: ['cornerbakery.example'], seenAt: NOW } as const
  await saveAnnouncedWorks(hub.store.db, 'anchor-hosting', NOW, [{ ...work, startsAt: later(NOW, days(2)), endsAt: later(NOW, days(3)) }])
  await seedDrills(hub)
  for (const day of ['2026-02-03', '2026-02-10']) await keepStory({ ...hub.around, news: () => {} }, slowRenewal(day))
  const open = { partner: 'brightside', site: 'cornerbakery.example', ...anOpenPlugin }
  await hub.store.transaction((tx) => saveVulnerability(tx, open, { isAttacked: true, at: NOW, dueAt: later(NOW, days(1)) }))
  await seedHosts(hub)
  await seedProbes(hub.store, hub.around.plan().hub.location, NOW)
  for (const [site, what, left, said] of [
    ['cornerbakery.example', 'domain', 6, 'The registration of cornerbakery.example ends on 10 March 2026.'],
    ['riverdental.example', 'certificate', 20, 'The certificate of riverdental.example ends on 24 March 2026.'],
  ] as const)
    await keepWarning(hub.store.db, 'brightside', site, { what, threshold: `${left} days`, said, dueAt: later(NOW, days(left)) }, NOW)
  return {
    ...hub,
    /** The session of somebody of Brightside who looks into the portal. */
    async portalSession(role: PortalRole): Promise<string> {
      await hub.token(role, 'brightside')
      const person = `${role}@brightside.example`
      return (await makeToken(hub.store.db, { kind: 'session', name: person, role, person, partner: 'brightside', now: NOW })).secret
    },
  }
}
