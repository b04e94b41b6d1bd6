import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { hours, minutes, after as later } from '../domain/instant.ts'
import { listAudit } from '../store/audit.ts'
import { offerOptOut, unwantedBy } from '../store/opt-outs.ts'
import { findIncident, saveIncident } from '../store/incidents.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'
import type { Route } from './route.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let routes: Route[]
const tokens: Record<string, string> = {}

before(async () => {
  hub = await seededHub()
  routes = routesOf(hub.around)
  app = await buildServer(hub.around, routes)
  for (const role of ['viewer', 'responder', 'owner', 'machine'] as const) tokens[role] = await hub.token(role)
  tokens.fjord = await hub.token('responder', 'fjord', null)
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [], 'nothing was answered with a bug')
})

const bearer = (who: string) => ({ authorization: `Bearer ${tokens[who]}` })
const get = (url: string, who?: string) => app.inject({ url, headers: who ? bearer(who) : {} })
const post = (url: string, body: unknown, who = 'responder', headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...bearer(who), ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('a route that does not say who may enter is not built', async () => {
  const { who: _, ...nobody } = routes[0]!
  await assert.rejects(buildServer(hub.around, [nobody as Route]), /does not say who may enter/)
})

test('without a token every route but the open ones refuses, the API with 401 and a page by the way to the login', async () => {
  for (const { method, path, who, speaks } of routes.filter((route) => route.who !== 'anyone')) {
    const { statusCode, headers } = await app.inject({ method, url: path.replace(/:\w+/g, '2') })
    if (speaks === 'page' && method === 'GET')
      assert.deepEqual([statusCode, headers.location], [303, path.startsWith('/portal') ? '/portal/login' : '/login'], path)
    else assert.equal(statusCode, 401, `${method} ${path} for ${who}`)
  }
})

test('a viewer may look and not act; a machine may read metrics and nothing else', async () => {
  assert.equal((await get('/api/v1/incidents', 'viewer')).statusCode, 200)
  assert.equal((await post('/api/v1/incidents/2/acknowledge', {}, 'viewer')).json().code, 'role_too_small')
  assert.equal((await get('/metrics', 'machine')).statusCode, 200)
  assert.equal((await get('/metrics', 'viewer')).statusCode, 403)
  assert.equal((await get('/api/v1/incidents', 'machine')).statusCode, 403)
})

test('of another tenant an incident, its message and its site are as unknown as if they never were', async () => {
  const foreign = [
    '/api/v1/incidents/2',
    '/api/v1/sites/cornerbakery.example',
    '/api/v1/messages/2%2Fpage%2Fana%2Fpush',
    '/api/v1/incidents/2/room',
    '/incidents/2/hand-over',
  ]
  for (const url of foreign) assert.equal((await get(url, 'fjord')).statusCode, 404, url)
  const [other, never] = [await get('/api/v1/incidents/2', 'fjord'), await get('/api/v1/incidents/999', 'fjord')]
  assert.equal(other.json().code, never.json().code)
  assert.equal((await post('/api/v1/incidents/2/acknowledge', {}, 'fjord')).statusCode, 404)
  const { items } = (await get('/api/v1/incidents', 'fjord')).json()
  assert.deepEqual(
    items.map((incident: { id: string }) => incident.id),
    ['3'],
  )
  assert.equal((await get('/api/v1/now', 'fjord')).body.includes('cornerbakery'), false)
  assert.equal(
    hub.happened.some(({ incident }) => incident === 2),
    false,
  )
})

test('an update by hand reaches the incident while it is public, and nobody can say that it is resolved (COM-6)', async () => {
  const update = { stage: 'identified', text: 'The provider replaces the machine.' }
  assert.equal((await post('/api/v1/incidents/2/updates', update)).statusCode, 200)
  assert.deepEqual(hub.happened.at(-1)?.happening, { type: 'update-written', by: 'ana', ...update })
  assert.equal((await post('/api/v1/incidents/2/updates', { ...update, stage: 'resolved' })).statusCode, 400)
  assert.equal((await post('/api/v1/incidents/1/updates', update)).json().code, 'incident_already_resolved')
  hub.happened.length = 0
})

test('acknowledge, note and resolve reach the incident with the name of who said it (RES-6)', async () => {
  await post('/api/v1/incidents/2/acknowledge', {})
  await post('/api/v1/incidents/2/note', { text: 'The authority is busy.' })
  await post('/api/v1/incidents/2/resolve', { reason: 'Renewed by hand.' })
  assert.deepEqual(
    hub.happened.filter(({ incident }) => incident === 2).map(({ happening }) => happening),
    [
      { type: 'acknowledged', by: 'ana' },
      { type: 'noted', by: 'ana', text: 'The authority is busy.' },
      { type: 'resolved-by-hand', by: 'ana', reason: 'Renewed by hand.' },
    ],
  )
  assert.equal((await post('/api/v1/incidents/1/acknowledge', {})).json().code, 'incident_already_resolved')
})

test('who acknowledged first has it: another is told so, takes it over, hands it over or escalates it (RES-3, RES-6)', async () => {
  const found = (await findIncident(hub.store.db, 'brightside', 2))!
  const ladder = { ...found.incident.ladder, acknowledgedBy: 'kofi', acknowledgedAt: NOW }
  await hub.store.transaction((tx) => saveIncident(tx, found.version, { ...found.incident, ladder }))
  const late = await post('/api/v1/incidents/2/acknowledge', {})
  assert.deepEqual(
    [late.statusCode, late.json().code, late.json().message],
    [409, 'incident_already_acknowledged', 'Kofi Mensah has it already.'],
  )
  const room = (await get('/api/v1/incidents/2/room', 'responder')).json()
  assert.deepEqual([room.with, room.may.acknowledge, room.may.take], ['With Kofi Mensah', false, true])
  await post('/api/v1/incidents/2/take', {})
  await post('/api/v1/incidents/2/hand-over-to', { person: 'kofi' })
  await post('/api/v1/incidents/2/escalate', {})
  assert.deepEqual(
    hub.happened.slice(-3).map(({ happening }) => happening),
    [
      { type: 'taken', by: 'ana' },
      { type: 'handed-over', by: 'ana', to: 'kofi' },
      { type: 'escalated', by: 'ana', to: 'next' },
    ],
  )
  assert.equal((await post('/api/v1/incidents/2/hand-over-to', { person: 'ana' })).json().code, 'assignee_unknown')
  assert.equal((await post('/api/v1/incidents/2/escalate', { to: 'nobody' })).json().code, 'assignee_unknown')
  await hub.store.transaction((tx) => saveIncident(tx, found.version + 1, found.incident))
})

test('a snooze has an end and a reason, and the room says plainly that nobody is paged (TRI-4)', async () => {
  await post('/api/v1/incidents/2/snooze', { for: '2h', reason: 'The host works on it.' })
  await post('/api/v1/incidents/2/unsnooze', {})
  assert.deepEqual(hub.happened.slice(-2).map(({ happening }) => happening), [
    { type: 'snoozed', by: 'ana', until: NOW + 7_200_000, reason: 'The host works on it.' },
    { type: 'unsnoozed', by: 'ana' },
  ]) // prettier-ignore
  for (const wrong of [
    { for: '2d', reason: 'x' },
    { for: 'ever', reason: 'x' },
    { for: '2h', reason: '' },
  ])
    assert.equal((await post('/api/v1/incidents/2/snooze', wrong)).statusCode, 400)
  const found = (await findIncident(hub.store.db, 'brightside', 2))!
  const snooze = { by: 'kofi', until: later(NOW, hours(2)), reason: 'The host works on it.', then: null }
  await hub.store.transaction((tx) => saveIncident(tx, found.version, { ...found.incident, snooze }))
  const { snoozed, may } = (await get('/api/v1/incidents/2/room', 'responder')).json()
  assert.deepEqual([snoozed.by, snoozed.reason, may.snooze, may.unsnooze], ['Kofi Mensah', 'The host works on it.', false, true])
  await hub.store.transaction((tx) => saveIncident(tx, found.version + 1, found.incident))
})

test("whom the operator has is nobody's to choose but theirs", async () => {
  const { items } = (await get('/api/v1/incidents?phase=open', 'fjord')).json()
  const url = `/api/v1/incidents/${items[0].id}`
  assert.equal((await post(`${url}/hand-over-to`, { person: 'kofi' }, 'fjord')).json().code, 'operator_only')
  assert.equal((await post(`${url}/escalate`, { to: 'kofi' }, 'fjord')).json().code, 'operator_only')
  assert.equal((await post(`${url}/snooze`, { for: '1h', reason: 'later' }, 'fjord')).json().code, 'operator_only')
  assert.equal((await post(`${url}/escalate`, {}, 'fjord')).statusCode, 200)
})

test('a task is done once, and an unknown one is not found (REA-12)', async () => {
  assert.equal((await post('/api/v1/tasks/2/renew-by-hand/done', {})).statusCode, 200)
  assert.deepEqual(hub.happened.at(-1)?.happening, { type: 'task-done', task: 'renew-by-hand', by: 'ana' })
  assert.equal((await post('/api/v1/tasks/2/no-such/done', {})).json().code, 'task_unknown')
})

test('an address asks for no more summaries: a look changes nothing, a press of its mailbox does, once (I-33)', async () => {
  const token = await offerOptOut(hub.store, 'brightside', 'bo@cornerbakery.example', 't0ken')
  assert.match((await app.inject({ url: `/unsubscribe/${token}` })).body, /Send me no more summaries/)
  assert.deepEqual(await unwantedBy(hub.store.db, 'brightside'), [])
  const press = (url: string) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
      payload: 'List-Unsubscribe=One-Click',
    })
  for (let n = 0; n < 2; n++) assert.equal((await press(`/unsubscribe/${token}`)).statusCode, 200)
  assert.deepEqual(await unwantedBy(hub.store.db, 'brightside'), ['bo@cornerbakery.example'])
  assert.deepEqual(await unwantedBy(hub.store.db, 'fjord'), [])
  const lines = (await listAudit(hub.store.db, { limit: 50 })).filter(({ about }) => about === 'bo@cornerbakery.example')
  assert.deepEqual(
    lines.map(({ what }) => what),
    ['unsubscribed from summaries'],
  )
  assert.equal((await press('/unsubscribe/another')).statusCode, 404)
})

test('a person decides on an uncertain message, and on no other', async () => {
  assert.equal((await post('/api/v1/messages/2%2Ftell-client%2Fbo/settle', { as: 'delivered' })).statusCode, 200)
  assert.deepEqual(hub.settled, [{ partner: 'brightside', key: '2/tell-client/bo', as: 'delivered' }])
  const keys = (await get('/api/v1/messages?state=uncertain', 'owner')).json().items.map(({ key }: { key: string }) => key)
  assert.ok(keys.includes('2/tell-client/bo') && !keys.includes('2/page/ana/push'), keys.join())
  const settled = await post('/api/v1/messages/2%2Fpage%2Fana%2Fpush/settle', { as: 'delivered' })
  assert.deepEqual([settled.statusCode, settled.json().code], [409, 'message_not_uncertain'])
})

test('a list ends with null, goes on by its own cursor, and refuses one that was changed or comes from another list', async () => {
  const first = (await get('/api/v1/incidents?limit=2', 'owner')).json()
  assert.equal(first.items.length, 2)
  const second = (await get(`/api/v1/incidents?limit=2&cursor=${first.next}`, 'owner')).json()
  assert.deepEqual([second.items.length, second.next], [1, null])
  for (const url of [`/api/v1/incidents?cursor=${first.next}x`, '/api/v1/incidents?cursor=MQ', `/api/v1/messages?cursor=${first.next}`]) {
    assert.equal((await get(url, 'owner')).json().code, 'cursor_invalid', url)
  }
})

test('every malformed body is refused by name, and nothing happens', async () => {
  const note = '/api/v1/incidents/2/note'
  const before = hub.happened.length
  const cases: [unknown, number, string][] = [
    ['', 400, 'body_missing'],
    ['{"a":', 400, 'json_invalid'],
    ['['.repeat(10_000) + ']'.repeat(10_000), 400, 'json_too_deep'],
    ['"' + 'x'.repeat(2 * 1024 * 1024) + '"', 413, 'body_too_large'],
    ['{"__proto__":{"text":"x"}}', 400, 'field_forbidden'],
    ['{"text":"a","text":"b"}', 400, 'key_duplicate'],
    ['{"text":1e999}', 400, 'number_out_of_range'],
    [{ txet: 'x', text: 'x' }, 400, 'field_unknown'],
    [{}, 400, 'field_missing'],
    [{ text: '' }, 400, 'field_invalid'],
    [{ text: '\u200B\u200B' }, 400, 'field_invalid'],
    [{ text: 'x'.repeat(5000) }, 400, 'field_invalid'],
    [{ text: 'a\u0000b' }, 400, 'text_forbidden_character'],
    [{ text: 'a\u202Eb' }, 400, 'text_forbidden_character'],
    ['{"text":"\\ud800"}', 400, 'text_forbidden_character'],
    [{ text: ['x'] }, 400, 'field_invalid'],
  ]
  for (const [body, status, code] of cases) {
    const answer = await post(note, body)
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code], String(JSON.stringify(body)).slice(0, 60))
    assert.deepEqual(
      Object.keys(answer.json())
        .filter((key) => key !== 'field')
        .sort(),
      ['code', 'fix', 'id', 'message'],
    )
  }
  assert.match((await post(note, { txet: 'x', text: 'x' })).json().fix, /Did you mean "text"/)
  assert.match((await post(note, '{"a":')).json().message, /1:6/)
  assert.equal(hub.happened.length, before)
})

test('a content type that is only nearly right is refused before the body is read', async () => {
  for (const type of [
    'application/json garbage',
    'application/json\t;x',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
  ]) {
    const answer = await post('/api/v1/incidents/2/note', '{"text":"x"}', 'responder', { 'content-type': type })
    assert.deepEqual([answer.statusCode, answer.json().code], [415, 'content_type_wrong'], type)
  }
  const packed = await post('/api/v1/incidents/2/note', '{"text":"x"}', 'responder', { 'content-encoding': 'br' })
  assert.equal(packed.json().code, 'encoding_not_accepted')
})

test('a repeated or unknown parameter is refused', async () => {
  assert.equal((await get('/api/v1/incidents?limit=1&limit=2', 'owner')).json().code, 'parameter_repeated')
  assert.equal((await get('/api/v1/incidents?sort=password', 'owner')).json().code, 'parameter_unknown')
  assert.equal((await get('/api/v1/incidents/abc', 'owner')).json().code, 'parameter_invalid')
  assert.equal((await get('/api/v1/%00', 'owner')).statusCode, 404)
})

test('a login link shows a button when fetched, logs in once, and lasts 15 minutes', async () => {
  const link = `/login/${await hub.loginLink()}`
  const press = () => app.inject({ method: 'POST', url: link, headers: { host: 'hub.test', origin: 'http://hub.test' } })
  for (let n = 0; n < 3; n++) assert.match((await get(link)).body, /<button/)
  const first = await press()
  assert.deepEqual([first.statusCode, first.headers.location], [303, '/'])
  const cookie = String(first.headers['set-cookie'])
  assert.match(cookie, /^allclear=[\w-]{43};.*HttpOnly.*SameSite=Lax/)
  const session = cookie.split(';')[0]!
  assert.equal((await app.inject({ url: '/api/v1/now', headers: { cookie: session } })).statusCode, 200)
  assert.equal((await press()).statusCode, 403)

  const late = `/login/${await hub.loginLink()}`
  hub.clock.at = (hub.clock.at + minutes(16)) as typeof hub.clock.at
  assert.equal((await app.inject({ method: 'POST', url: late, headers: { host: 'hub.test', origin: 'http://hub.test' } })).statusCode, 403)

  const out = await app.inject({
    method: 'POST',
    url: '/logout',
    headers: { cookie: session, host: 'hub.test', origin: 'http://hub.test' },
  })
  assert.equal(out.headers.location, '/login')
  assert.equal((await app.inject({ url: '/', headers: { cookie: session } })).headers.location, '/login')
})

test('guessing login links is slowed: after 30 in a minute the answer is 429 with Retry-After', async () => {
  hub.clock.at = (hub.clock.at + minutes(2)) as typeof hub.clock.at
  const guess = () => app.inject({ method: 'POST', url: '/login/guess', headers: { host: 'hub.test', origin: 'http://hub.test' } })
  for (let n = 0; n < 30; n++) assert.equal((await guess()).statusCode, 403)
  const slowed = await guess()
  assert.deepEqual([slowed.statusCode, slowed.headers['retry-after']], [429, '60'])
})

test('a page of another site cannot act in the name of who is logged in', async () => {
  hub.clock.at = (hub.clock.at + minutes(2)) as typeof hub.clock.at
  const login = await app.inject({
    method: 'POST',
    url: `/login/${await hub.loginLink()}`,
    headers: { host: 'hub.test', 'sec-fetch-site': 'same-origin' },
  })
  const cookie = String(login.headers['set-cookie']).split(';')[0]!
  const foreign = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://hub.test' },
    {},
  ]
  const before = hub.settled.length
  const press = (headers: object) => {
    const url = '/api/v1/messages/2%2Ftell-client%2Fbo/settle'
    return app.inject({ method: 'POST', url, payload: { as: 'delivered' }, headers: { host: 'hub.test', cookie, ...headers } })
  }
  for (const headers of foreign) assert.equal((await press(headers)).statusCode, 403, JSON.stringify(headers))
  assert.equal(hub.settled.length, before)
  const own = await press({ origin: 'http://hub.test' })
  assert.equal(own.statusCode, 200)
  assert.equal(hub.settled.length, before + 1)
})

test('every answer carries the security headers, and a private one is not kept by anyone', async () => {
  for (const url of ['/', '/healthz', '/status/brightside/', '/no-such', '/api/v1/incidents']) {
    const { headers } = await get(url, 'owner')
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/, url)
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['strict-transport-security'], undefined)
  }
  assert.equal((await get('/incidents/2/hand-over', 'owner')).headers['cache-control'], 'no-store')
})

test('what an attacker wrote into a certificate is shown as text', async () => {
  const { body } = await get('/incidents/2/hand-over', 'owner')
  assert.equal(body.includes('<script>alert'), false)
  assert.match(body, /&lt;script&gt;alert\(1\)/)
})

test('the OpenAPI document tells of every address of the API and of no page', async () => {
  const { paths, components } = (await get('/api/openapi.json')).json()
  for (const { path, method, speaks } of routes.filter((route) => route.path !== '/api/openapi.json')) {
    const told = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
    assert.equal(told !== undefined, speaks === 'json', path)
  }
  assert.deepEqual(paths['/api/v1/incidents/{id}/note'].post.requestBody.content['application/json'].schema.required, ['text'])
  assert.deepEqual(components.schemas.Problem.required, ['code', 'message', 'fix', 'id'])
})

test('a token that an owner makes for a partner sees that partner alone, and nobody makes one for another tenant', async () => {
  const made = await post('/api/v1/tokens', { name: 'their script', role: 'viewer', partner: 'fjord' }, 'owner')
  const theirs = await app.inject({ url: '/api/v1/incidents', headers: { authorization: `Bearer ${made.json().token}` } })
  assert.deepEqual([made.statusCode, theirs.json().items.map(({ partner }: { partner: string }) => partner)], [201, ['fjord']])
  tokens['fjord-owner'] = await hub.token('owner', 'fjord', null)
  const code = async (body: object, who: string) => (await post('/api/v1/tokens', { name: 'x', ...body }, who)).json().code
  assert.equal(await code({ role: 'viewer', partner: 'brightside' }, 'fjord-owner'), 'partner_unknown')
  assert.equal(await code({ role: 'viewer', partner: 'nobody' }, 'owner'), 'partner_unknown')
  assert.equal((await post('/api/v1/tokens', { name: 'x', role: 'machine', partner: 'fjord' }, 'owner')).statusCode, 400)
})
