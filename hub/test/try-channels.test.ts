import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { ChannelKinds, TriedChannel } from '@allclear/wire/channel.ts'
import { loopback, NOW, seededHub } from './seeded-hub.ts'
import { createAppTrial } from '../src/cli/try-app.ts'
import { APP_KINDS } from '../src/domain/plan/app-kinds.ts'
import type { AppKind } from '../src/domain/plan/app-kinds.ts'
import { readPlan } from '../src/domain/plan/read-plan.ts'
import { createChannelNetwork } from '../src/network/create-network.ts'
import { startHttpDouble } from '../src/network/http.double.ts'
import type { Heard, Said } from '../src/network/http.double.ts'
import { listAudit } from '../src/store/audit.ts'
import { routesOf } from '../src/http/routes.ts'
import { buildServer } from '../src/http/server.ts'

const hub = await seededHub()
const from = () => hub.around.plan().operator
const serve = (network: typeof loopback) => {
  const around = { ...hub.around, tryApp: createAppTrial({ network, clock: hub.clock, from }) }
  return buildServer(around, routesOf(around))
}
const [app, outside] = await Promise.all([serve(loopback), serve(createChannelNetwork({ operatorHosts: [] }))])
after(() => Promise.all([app.close(), outside.close(), hub.store.close()]))
const owner = { authorization: `Bearer ${await hub.token('owner')}` }

async function attempt(payload: object, by = app): Promise<TriedChannel> {
  hub.clock.at = (hub.clock.at + 11_000) as typeof NOW // six a minute
  const answer = await by.inject({ method: 'POST', url: '/api/v1/channels/try', headers: owner, payload })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

async function chat(answer: (heard: Heard) => Said) {
  const double = await startHttpDouble(answer)
  after(() => double.close())
  return double
}

// What each takes where it took the message, as its maker documents.
const took = ({ method, path }: Heard): Said => {
  if (method === 'GET') return { body: path.startsWith('/repos') ? [] : { tasks: [] } }
  return { body: { ok: true, result: { message_id: 5 }, id: '7', key: 'OPS-7', number: 7, status: 1, event_id: '$e', issues: [], transitions: [] } } // prettier-ignore
}
const SETTINGS = { token: 'ops@harbor.example:a-secret-of-ours', to: 'harbor/ops' }
const settingsAt = (kind: AppKind, url: string) => ({
  ...Object.fromEntries(Object.keys(APP_KINDS[kind].needs).map((key) => [key, key === 'url' ? `${url}/hook/a-secret-of-ours` : key === 'api' ? url : SETTINGS[key as 'to']])), // prettier-ignore
  ...(APP_KINDS[kind].api !== null && { api: url }),
})

test('every kind says what it asks for, which of it is secret, and where the other side shows it (RES-3, REA-12)', async () => {
  const { items, taken } = (await app.inject({ url: '/api/v1/channels/kinds', headers: owner })).json<ChannelKinds>()
  assert.deepEqual([items.map(({ kind }) => kind), taken], [Object.keys(APP_KINDS), []])
  const shown = items.flatMap(({ kind, settings }) => settings.filter(({ isNeeded }) => isNeeded).map(({ key, isSecret }) => `${kind} ${key}${isSecret ? ' secret' : ''}`)) // prettier-ignore
  assert.deepEqual(shown.filter((one) => /telegram|jira/.test(one)), ['telegram token secret', 'telegram to', 'jira token secret', 'jira to', 'jira api']) // prettier-ignore
  for (const { settings } of items) for (const { title, says, like } of settings) assert.ok(title && says && like)
})

test('every kind sends its message, and the lines that it gives are read by the configuration; no secret stands in them (RES-3)', async () => {
  for (const kind of Object.keys(APP_KINDS) as AppKind[]) {
    const double = await chat(took)
    const settings = { ...settingsAt(kind, double.url), name: 'Night: "desk" #1' }
    const { tried, lines, variables, faults } = await attempt({ kind, id: 'night-desk', settings })
    assert.deepEqual([faults, tried], [[], { outcome: 'delivered', says: null }], kind)
    assert.ok(
      double.heard.some(({ body }) => body.includes('A test of') || body.includes('This is a test of')),
      kind,
    )
    assert.doesNotMatch(lines!, /a-secret-of-ours/)
    const values = new Map(variables.map(({ name }) => [name, name.endsWith('URL') ? settings['url' as 'name'] : SETTINGS.token]))
    const file = `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }\npeople: { ana: { name: Ana, mail: a@harbor.example, role: owner, app: night-desk } }\nescalation: [{ notify: ana }]\nsites: { a.example: { url: "https://a.example/" } }\n${lines}` // prettier-ignore
    const { plan, secrets, complaints } = readPlan(file, 'allclear.yaml', { variables: { lookup: (name) => values.get(name), unsetIsEmpty: false }, checkSchemas: {} }) // prettier-ignore
    assert.deepEqual(complaints.filter(({ level, message }) => level === 'error' || message.startsWith('channels.apps')), [], kind) // prettier-ignore
    assert.deepEqual([plan!.channels.apps!['night-desk']!.name, secrets.size], ['Night: "desk" #1', 1], kind)
  }
})

test('every mistake is told at once, each at its field, and nothing is sent', async () => {
  const told = async (kind: AppKind, id: string, settings: object) => {
    const { faults, tried, lines } = await attempt({ kind, id, settings })
    assert.deepEqual([tried, lines], [null, null])
    return faults.map(({ key, says }) => `${key}: ${says}`)
  }
  assert.deepEqual(await told('jira', 'Ops Desk', { token: 'no colon', to: '', api: 'nowhere' }), [
    'id: Is not a name; use lower-case letters, digits and hyphens.',
    'to: null',
    'token: Is not whose it is and the token; write the mail address of the account, a colon and its API token.',
    'api: "nowhere" is not a web address; write it as https://cornerbakery.example/.',
  ])
  assert.deepEqual(await told('telegram', '', {}), ['id: null', 'token: null', 'to: null'])
  const [variable] = await told('telegram', 'night', { token: 't', to: '${HOME}', name: '\u200b' })
  assert.match(variable!, /^to: The environment variable HOME is not set/)
  assert.match((await told('pagerduty', 'constructor', { token: 't' })).join('\n'), /^id: The key "constructor" is not allowed/)
  assert.deepEqual(await told('pagerduty', '__proto__', { token: 't' }), ['id: Is not a name; use lower-case letters, digits and hyphens.'])
})

test('what the other side said is shown, without the secret that it repeated; the audit says who tried, and no table has the secret', async () => {
  const { url } = await chat(({ path, headers }) => ({ status: 404, body: `Cannot POST ${path} ${String(headers['authorization'])}` }))
  const refused = await attempt({ kind: 'mattermost', id: 'chat', settings: { url: `${url}/hooks/s3cr3t-hook?key=k3y-of-it` } })
  assert.deepEqual(refused.tried, { outcome: 'refused', says: 'Mattermost answered 404: Cannot POST … undefined' })
  const jira = await attempt({ kind: 'jira', id: 'ops', settings: { token: 'ops@harbor.example:s3cr3t', to: 'OPS', api: url } })
  assert.equal(jira.tried!.outcome, 'refused')
  const tables = await hub.store.db.introspection.getTables()
  const kept = await Promise.all(
    tables.map(({ name }) =>
      hub.store.db
        .selectFrom(name as 'audit')
        .selectAll()
        .execute(),
    ),
  )
  const broken = { kind: 'mattermost', id: 'chat', settings: { url: 'https://chat.example/s3cr3t-hook\n' } }
  const unread = await app.inject({ method: 'POST', url: '/api/v1/channels/try', headers: owner, payload: broken })
  assert.equal(unread.statusCode, 400)
  const lines = await listAudit(hub.store.db, { limit: 20 })
  assert.ok(lines.some(({ what, about }) => what === 'channel-tried' && about === 'mattermost "chat": refused'))
  assert.doesNotMatch(JSON.stringify([refused, jira, unread.json(), kept]), /s3cr3t|k3y-of-it|b3BzQGhhcmJv/)
})

test('an address that leads inside is refused, and its lines are given all the same; a name of the plan is taken', async () => {
  const { url, heard } = await chat(took)
  const { tried, lines } = await attempt({ kind: 'mattermost', id: 'chat', settings: { url: `${url}/hooks/k` } }, outside)
  assert.equal(tried!.outcome, 'try_later')
  assert.match(tried!.says!, /could not be reached/)
  assert.deepEqual([heard.length, lines], [0, 'channels:\n  apps:\n    chat:\n      kind: mattermost\n      url: ${APP_CHAT_URL}\n'])
})

test('only owners of the operator may, six times a minute', async () => {
  const payload = { kind: 'pagerduty', id: 'pager', settings: {} }
  const ask = async (headers: Record<string, string>) =>
    (await app.inject({ method: 'POST', url: '/api/v1/channels/try', headers, payload })).statusCode
  for (const token of [await hub.token('responder'), await hub.token('owner', 'brightside')])
    assert.equal(await ask({ authorization: `Bearer ${token}` }), 403)
  hub.clock.at = (hub.clock.at + 61_000) as typeof NOW
  const ends = []
  for (let n = 0; n < 7; n++) ends.push(await ask(owner))
  assert.deepEqual(ends, [200, 200, 200, 200, 200, 200, 429])
})
