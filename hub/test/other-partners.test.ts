import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { after as later, minutes } from '../src/domain/instant.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import type { Route } from '../src/http/route.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'
import type { Role } from '../src/http/tokens.ts'
import { listIncidents } from '../src/store/incidents.ts'
import { addTask } from '../src/store/tasks.ts'
import { addEntries } from '../src/store/timeline.ts'
import { keepWarning } from '../src/store/warnings.ts'
import { addAnnouncement } from '../src/store/announcements.ts'
import { addAudit } from '../src/store/audit.ts'
import { urlFor } from './route-samples.ts'
import { seededHub } from './seeded-hub.ts'
import { aWindow } from './seeded-maintenance.ts'
import { seededPlan } from './seeded-plan.ts'
import { begin } from './seeded-incidents.ts'

// Every word of the other partner bears this mark: in its plan, and in whatever is stored of it.
const MARK = 'quagmire'
const THEIRS = /quagmire|fjord|pine-?cabins|northlight/i
const ROLES: readonly Role[] = ['responder', 'partner-admin', 'client'] // the others are given less

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let routes: Route[]

before(async () => {
  const plan = seededPlan()
  const marked = <T extends object>(list: Readonly<Record<string, T>>, isTheirs: (one: T, id: string) => boolean) =>
    Object.fromEntries(Object.entries(list).map(([id, one]) => [id, isTheirs(one, id) && 'name' in one ? { ...one, name: `${MARK} ${String(one.name)}` } : one])) // prettier-ignore
  const partners = marked(plan.partners, (_, id) => id === 'fjord')
  const clients = marked(plan.clients, ({ partner }) => partner === 'fjord')
  hub = await seededHub({ ...plan, partners, clients } as Plan)
  const { db } = hub.store
  const at = hub.clock.now()
  await keepWarning(db, 'fjord', 'pinecabins.example', { what: 'domain', threshold: '30 days', said: `${MARK} ends.`, dueAt: null }, at)
  await hub.around.maintenance.schedule('fjord', aWindow(`${MARK}-works`, later(at, minutes(20_000)), minutes(30), { sites: ['pinecabins.example'], reason: MARK } as never), 'ana') // prettier-ignore
  const [theirs] = (await listIncidents(db, { partner: 'fjord', limit: 1 })) as Awaited<ReturnType<typeof listIncidents>>
  const incident = theirs!.incident
  await hub.store.transaction(async (tx) => {
    await addTask(tx, { partner: 'fjord', incident: 3, id: 'look', step: null, title: `${MARK} task`, for: 'on-call', people: ['ana'], dueAt: at, contact: MARK, followUp: false, checklist: [{ words: MARK, done: false }], vendorCase: null }) // prettier-ignore
    await addEntries(tx, 'fjord', 3, begin.timeline(incident).map((entry) => ({ ...entry, note: MARK }))) // prettier-ignore
    await addAnnouncement(tx, { partner: 'fjord', page: 'fjord', incident: 3, key: '3/opened', at, stage: 'investigating', subject: MARK, text: MARK, site: 'pinecabins.example' }) // prettier-ignore
    await addAudit(tx, { at, partner: 'fjord', who: MARK, what: 'replied', about: MARK })
  })
  routes = routesOf(hub.around)
  app = await buildServer(hub.around, routes)
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const isEndless = ({ path }: Route) => path === '/events' || path.endsWith('/logout')
const gets = () => routes.filter((route) => route.method === 'GET' && !isEndless(route))
// An answer may repeat what it was asked for.
const withoutAsked = (text: string, url: string) =>
  decodeURIComponent(url)
    .split(/[/?=&]/)
    .filter((word) => word.length > 2)
    .reduce((all, word) => all.replaceAll(word, '*'), text)

for (const role of ROLES)
  test(`nothing that a ${role} of one partner is given bears a word of another, by whatever id, search or list (I-58, ASVS 8.4.1)`, async () => {
    const leaks: string[] = []
    const token = await hub.token(role, 'brightside', null)
    for (const route of gets()) {
      for (const url of [
        urlFor(route, 'own'),
        urlFor(route, 'foreign'),
        `${urlFor(route, 'own').split('?')[0]}?q=${MARK}`,
        `${urlFor(route, 'own').split('?')[0]}?partner=fjord`,
      ]) {
        // prettier-ignore
        if (route.path.startsWith('/status/') && url.includes('fjord')) continue // a page that everybody may see
        hub.clock.at = later(hub.clock.at, minutes(0.02))
        const { body, statusCode } = await app.inject({ url, headers: { authorization: `Bearer ${token}` } })
        const leak = THEIRS.exec(withoutAsked(body, url))
        if (leak) leaks.push(`${route.path} (${url}, ${statusCode}) says ${leak[0]} to a ${role} of brightside`)
      }
    }
    assert.deepEqual(leaks, [])
  })

test('the status page of one partner, its feed, its calendar and its summary bear no word of another', async () => {
  for (const end of ['', 'api/v2/summary.json', 'api/v2/incidents.json', 'feed.atom', 'maintenance.ics', 'embed.json', 'history']) {
    const { body } = await app.inject({ url: `/status/brightside/${end}` })
    assert.equal(THEIRS.exec(body), null, end)
  }
})

test('the mark is there for those whose it is: what is looked for can be found', async () => {
  const token = await hub.token('viewer', 'fjord', null)
  const found = await Promise.all(['/api/v1/now', '/api/v1/tasks', '/api/v1/warnings', '/api/v1/maintenance', '/api/v1/incidents/3/room'].map((url) => app.inject({ url, headers: { authorization: `Bearer ${token}` } }))) // prettier-ignore
  assert.ok(found.filter(({ body }) => body.includes(MARK)).length >= 3)
})
