import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { after as later, minutes } from '../src/domain/instant.ts'
import type { Who } from '../src/http/caller.ts'
import type { Route } from '../src/http/route.ts'
import { TAKEN_OVER } from '../src/http/console/app.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'
import type { Role } from '../src/http/tokens.ts'
import { saveVulnerability } from '../src/store/vulnerabilities.ts'
import { keepWarning } from '../src/store/warnings.ts'
import { anOpenPlugin } from './seeded-vulnerability.ts'
import { bodyFor, idsFor, urlFor } from './route-samples.ts'
import type { Side } from './route-samples.ts'
import { seededHub } from './seeded-hub.ts'
import { aWindow } from './seeded-maintenance.ts'

/** What each role is due, written down once more: a route that lets in more than this fails here. */
const DUE: Readonly<Record<Role, readonly Who[]>> = {
  owner: ['signed-in', 'viewer', 'responder', 'owner', 'machine'],
  responder: ['signed-in', 'viewer', 'responder'],
  viewer: ['signed-in', 'viewer'],
  machine: ['machine'],
  'partner-admin': ['signed-in', 'client', 'partner-member', 'partner-admin'],
  'partner-member': ['signed-in', 'client', 'partner-member'],
  client: ['signed-in', 'client'],
}
const ROLES = Object.keys(DUE) as Role[]

/** What is open to everybody: a route that joins them is written here, by somebody who thought of it. */
const OPEN: readonly string[] = [
  ...['GET /healthz', 'GET /readyz', 'GET /api/openapi.json', 'GET /mcp'],
  ...['GET /console.css', 'GET /console.js', 'GET /status.css', 'GET /answers.css'],
  ...['GET /icon.svg', 'GET /icon-192.png', 'GET /icon-512.png', 'GET /icon-touch.png'],
  ...['GET /assets/:file', 'GET /passkey.js', 'GET /push-worker.js', 'GET /manifest.webmanifest'],
  ...['GET /docs', 'GET /docs/*'],
  ...['GET /login', 'GET /login/:token', 'POST /login/:token', 'POST /login', 'POST /api/v1/login'],
  ...[
    'GET /login/openid',
    'GET /login/openid/callback',
    'GET /login/left',
    'GET /portal/login/:partner',
    'GET /portal/login/:partner/callback',
    'GET /portal/login/:partner/left',
  ],
  ...['POST /api/v1/login/passkey', 'POST /api/v1/login/passkey/options'],
  ...['GET /status/:slug', 'GET /status/:slug/*', 'GET /status/:slug/subscribe', 'POST /status/:slug/subscribe'],
  ...['', '/stop'].flatMap((end) => ['GET', 'POST'].map((method) => `${method} /status/:slug/subscriber/:token${end}`)),
  ...[
    'GET /a/:token',
    'GET /a/:token/:answer',
    'POST /a/:token',
    'GET /a/:token/site',
    'POST /a/:token/check',
    'GET /a/:token/acknowledge',
    'POST /a/:token/acknowledge',
    'GET /a/:token/join',
    'POST /a/:token/join',
    'GET /a/:token/contacts',
    'POST /a/:token/contacts',
  ],
  ...['GET /portal/login', 'POST /portal/login'],
  ...['GET /unsubscribe/:token', 'POST /unsubscribe/:token'],
  ...['GET /api/v1/people/:id/calendar.ics', 'GET /api/v1/schedules/:id/calendar.ics'], // with the key of their address
  ...['GET /agent/agent.mjs', 'GET /agent/install.sh', 'POST /api/agent/v1/enrol', 'POST /api/agent/v1/reports', 'POST /api/agent/v1/sums'], // a secret, a signature
  ...['POST /api/probe/v1/enrol', 'POST /api/probe/v1/work', 'POST /api/probe/v1/reports'], // likewise
  ...['', '/start', '/fail', '/:status'].flatMap((end) => ['GET', 'POST'].map((method) => `${method} /heartbeat/:token${end}`)), // whoever holds the token
  ...['POST /hooks/slack', 'POST /hooks/pagerduty', 'POST /hooks/twilio/sms', 'POST /hooks/twilio/voice'], // signed
  ...['POST /hooks/alerts/:source', 'POST /hooks/alerts/:source/:token'], // signed, or by a token
]

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let routes: Route[]
before(async () => {
  hub = await seededHub()
  const warning = { what: 'domain', threshold: '30 days', said: 'It ends.', dueAt: null } as const
  for (const [partner, site] of [
    ['brightside', 'cornerbakery.example'],
    ['fjord', 'pinecabins.example'],
  ] as const) {
    await keepWarning(hub.store.db, partner, site, warning, hub.clock.now())
    const known = { isAttacked: false, at: hub.clock.now(), dueAt: hub.clock.now() }
    await hub.store.transaction((tx) => saveVulnerability(tx, { partner, site, ...anOpenPlugin }, known))
  }
  await hub.token('client', 'fjord')
  routes = routesOf(hub.around)
  app = await buildServer(hub.around, routes)
  for (const [partner, site] of [
    ['brightside', 'cornerbakery.example'],
    ['fjord', 'pinecabins.example'],
  ] as const)
    // prettier-ignore
    await hub.around.maintenance.schedule(partner, aWindow(`${partner}-works`, later(hub.clock.at, minutes(20_000)), minutes(30), { sites: [site] }), 'ana')
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

async function ask(route: Route, token: string, side: Side) {
  const body = bodyFor(route)
  const type = route.reads === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const {
    statusCode,
    headers,
    body: text,
  } = await app.inject({
    method: route.method,
    url: urlFor(route, side),
    headers: { authorization: `Bearer ${token}`, ...(body === null ? {} : { 'content-type': type }) },
    ...(body === null ? {} : { payload: route.reads === 'form' ? new URLSearchParams(body as never).toString() : JSON.stringify(body) }),
  })
  return { status: statusCode, location: headers.location, text }
}

const named = ({ method, path }: Route) => `${method} ${path}`
const isShut = ({ status, text }: { status: number; text: string }) =>
  status === 401 || (status === 403 && /role_too_small|takes the role/.test(text))
// The same words at every address: what stands on such a screen is asked for over the API.
const drawn = new Set(Object.keys(TAKEN_OVER))
const endless = ({ path }: Route) => path === '/events' || path.endsWith('/logout')

test('what is open to everybody is what was meant to be', () => {
  assert.deepEqual(routes.filter(({ who }) => who === 'anyone').map(named).sort(), [...OPEN].sort()) // prettier-ignore
})

test('whatever changes something takes more than looking on', () => {
  const changing = routes.filter(({ method, who }) => method !== 'GET' && who !== 'anyone')
  // What an assistant wants done is proposed, by whoever could do it.
  const loose = changing.filter(
    ({ who, path }) => who === 'viewer' && !path.endsWith('/preview') && !path.startsWith('/account/') && path !== '/mcp',
  )
  assert.deepEqual(loose.map(named), [])
})

for (const role of ROLES) {
  test(`no route lets a ${role} in who is not due, and none shuts out one who is (ASVS 8.2.1)`, async () => {
    const wrong: string[] = []
    hub.clock.at = later(hub.clock.at, minutes(2))
    const token = await hub.token(role, DUE[role].includes('client') ? 'brightside' : null)
    for (const route of routes.filter((one) => one.who !== 'anyone' && !endless(one))) {
      const shut = isShut(await ask(route, token, 'unknown'))
      if (shut === DUE[role].includes(route.who)) wrong.push(`${named(route)} ${shut ? 'is shut to' : 'is open to'} a ${role}`)
    }
    assert.deepEqual(wrong, [])
  })
}

// An answer has an id of its own, and may repeat what was asked for.
const without = (ids: readonly string[], text: string): string =>
  ids
    .flatMap((id) => [id, encodeURIComponent(id)])
    .reduce(
      (all, id) => all.replaceAll(new RegExp(`(?<![\\w/])${id.replaceAll('.', '\\.')}(?![\\w/])`, 'g'), '*'),
      text.replaceAll(/"id":"[0-9a-f]{12}"|Reference [0-9a-f]{12}|nonce="[^"]+"/g, ''),
    )

/** Everything that is stored, but when a token was used last. */
async function everything(): Promise<string> {
  const tables = await hub.store.db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(
      async ({ name }) =>
        [
          name,
          await hub.store.db
            .selectFrom(name as never)
            .selectAll()
            .execute(),
        ] as const,
    ),
  )
  return JSON.stringify(rows.filter(([name]) => name !== 'token'))
}

for (const role of ROLES) {
  test(`to a partner's ${role} what is another's and what never was are one and the same, and nothing comes of asking (I-58, ASVS 8.2.2, 8.4.1)`, async () => {
    hub.clock.at = later(hub.clock.at, minutes(2))
    const token = await hub.token(role, 'brightside', null)
    const [happened, stored] = [hub.happened.length, await everything()]
    const wrong: string[] = []
    for (const route of routes.filter((one) => /:/.test(one.path) && DUE[role].includes(one.who) && !endless(one))) {
      const answers = []
      for (const side of ['foreign', 'unknown'] as const) {
        const { status, location, text } = await ask(route, token, side)
        answers.push({ status, location, text: without(idsFor(route, side), text) })
      }
      const [foreign, unknown] = answers
      if (JSON.stringify(foreign) !== JSON.stringify(unknown))
        wrong.push(`${named(route)}: ${JSON.stringify(foreign).slice(0, 160)} is not ${JSON.stringify(unknown).slice(0, 160)}`) // prettier-ignore
      else if (foreign!.status < 400 && !drawn.has(route.path)) wrong.push(`${named(route)}: ${foreign!.status}`)
    }
    assert.deepEqual(wrong, [])
    assert.equal(hub.happened.length, happened)
    assert.equal(await everything(), stored)
  })
}

test('what is shown of lists and pages holds no name of another partner', async () => {
  hub.clock.at = later(hub.clock.at, minutes(2))
  const leaks: string[] = []
  for (const role of ROLES) {
    const token = await hub.token(role, 'brightside', null)
    for (const route of routes.filter(
      (one) => one.method === 'GET' && !one.path.includes(':') && one.who !== 'anyone' && DUE[role].includes(one.who) && !endless(one),
    )) {
      // prettier-ignore
      const { text } = await ask(route, token, 'own')
      const leak = /fjord|pine-?cabins|northlight/i.exec(text)
      if (leak) leaks.push(`${named(route)} says ${leak[0]} to a ${role} of brightside`)
    }
  }
  assert.deepEqual(leaks, [])
})

for (const role of ['viewer', 'responder'] as const) {
  test(`a ${role}’s token of one site finds that site and its incidents, and nothing else (I-58)`, async () => {
    hub.clock.at = later(hub.clock.at, minutes(2))
    const token = await hub.token(role, 'brightside', null, ['cornerbakery.example'])
    const wrong: string[] = []
    const happened = hub.happened.length
    for (const route of routes.filter(({ who }) => who !== 'anyone')) {
      const url = (id: string) => ({ ...route, path: route.path.replace(/:(id|site)\b/, id) })
      const say = async (one: Route) => {
        const { status, text } = await ask(one, token, 'own')
        return `${status} ${without(['1', '3', '998', 'riverdental.example', 'pinecabins.example', 'nobody.example'], text)}`
      }
      if (!route.within) {
        if (!(await say(route)).startsWith('404')) wrong.push(`${named(route)} is there`)
      } else if (!DUE[role].includes(route.who)) continue
      else if (route.within === 'list') {
        const { status, text } = await ask(route, token, 'own')
        if (status !== 200 || !text.includes('cornerbakery') || /riverdental|lanternbooks|fjord/.test(text))
          wrong.push(`${named(route)}: ${text.slice(0, 200)}`)
      } else {
        const others = route.within === 'site' ? ['riverdental.example', 'pinecabins.example', 'nobody.example'] : ['1', '3', '998']
        const answers = new Set(await Promise.all(others.map((id) => say(url(id)))))
        if (answers.size > 1 || ![...answers][0]!.startsWith('404')) wrong.push(`${named(route)}: ${[...answers].join(' | ')}`)
        if ((await say(route)).startsWith('404')) wrong.push(`${named(route)} is not there`)
      }
    }
    assert.deepEqual(wrong, [])
    assert.ok(hub.happened.slice(happened).every(({ incident }) => incident === 2))
  })
}
