import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Version } from '@allclear/wire/playbook.ts'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
import { seededPlan } from '../../test/seeded-plan.ts'
import { agency, World } from '../../test/stories/world.ts'
import { choosePlaybook } from '../domain/playbook/choose.ts'
import { editPlaybook, findPlaybook, playbooksNow, playbookText, withdrawPlaybook } from '../engine/playbooks.ts'
import { listAudit } from '../store/audit.ts'
import { appendEvent, changesBetween } from '../store/events.ts'
import { insertIncident, listIncidents, nextIncidentNumber } from '../store/incidents.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  const [rung] = agency.escalation
  hub = await seededHub({ ...seededPlan(), escalation: [{ ...rung!, notify: 'ana' }] })
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const ask = async (method: 'GET' | 'PUT' | 'DELETE', id: string, token: string, said?: object) => {
  const payload = said && { payload: { reason: 'Clients waited too long.', ...said } }
  return app.inject({ method, url: `/api/v1/playbooks/${id}`, headers: { authorization: `Bearer ${token}` }, ...payload })
}
const chosen = async (cause: string) => choosePlaybook(await playbooksNow(hub.around), cause)

/** An outage of an hour and ten minutes, as its events tell it. Gives its number. */
async function livedThrough({ store }: typeof hub): Promise<number> {
  const world = new World('2026-03-04T10:00:00-06:00').goesDown().showsCause('tls.expired').passes('4m').acknowledges('kofi')
  world.passes('66m').comesBack().passes('1h')
  await store.transaction(async (tx) => {
    const number = await nextIncidentNumber(tx)
    await insertIncident(tx, { ...world.incident, id: String(number) }, world.moments.length)
    for (const [index, { before, event, at, decision }] of world.moments.entries()) {
      const changes = changesBetween(index === 0 ? null : before, decision.incident)
      await appendEvent(tx, { partner: 'brightside', incident: number, seq: index + 1, at, event, changes, planVersion: 'then' })
    }
  })
  return Number((await listIncidents(store.db, { limit: 1 }))[0]!.number)
}
const ours = (id: string, cause: string) =>
  `playbook: ${id}\ntitle: Ours\ncauses: ["${cause}"]\nsteps:\n  - { id: tell, start: at once, message: { to: client, template: investigating } }\n`

test('a playbook is edited as data: a version of the file, which holds for the causes found from now on, until it is withdrawn (REA-1)', async () => {
  const owner = await hub.token('owner')
  const before = (await ask('GET', 'tls', owner)).json()
  assert.deepEqual([before.version, before.at, before.versions.map(({ version, by }: Version) => [version, by])], [1, null, [[1, null]]])
  const edited = await ask('PUT', 'tls', owner, { body: before.body.replace('15m after confirmed', '20m after confirmed') })
  assert.equal(edited.statusCode, 200, edited.body)
  assert.deepEqual([edited.json().version, edited.json().by], [2, 'ana'])
  const now = await chosen('tls.expired')
  assert.equal(now.version, 2)
  assert.deepEqual(now.steps.find(({ id }) => id === 'tell-client')?.start, { kind: 'after', delay: { span: 1_200_000 }, of: 'confirmed' })
  assert.equal((await ask('DELETE', 'tls', owner)).statusCode, 200)
  assert.equal((await chosen('tls.expired')).version, 1)
  assert.equal((await ask('DELETE', 'tls', owner)).json().code, 'playbook_unedited')
  assert.equal((await ask('PUT', 'tls', owner, { body: before.body })).json().version, 3)
  assert.deepEqual(
    (await listAudit(hub.store.db, { limit: 3 })).map(({ who, what, about }) => [who, what, about]),
    [
      ['ana', 'playbook-edited', 'playbook tls, version 3'],
      ['ana', 'playbook-withdrawn', 'playbook tls, version 2'],
      ['ana', 'playbook-edited', 'playbook tls, version 2'],
    ],
  )
})

test('a playbook of a new name goes before all files', async () => {
  const owner = await hub.token('owner')
  assert.equal((await ask('PUT', 'our-dns', owner, { body: ours('our-dns', 'dns.*') })).json().version, 1)
  assert.equal((await chosen('dns.lame')).id, 'our-dns')
  assert.equal((await chosen('dns.provider_outage')).id, 'our-dns')
  await ask('DELETE', 'our-dns', owner)
  assert.equal((await chosen('dns.lame')).id, 'dns')
})

test('a playbook with mistakes is refused whole, each with its place, and nothing is kept', async () => {
  const owner = await hub.token('owner')
  const bad = ours('tls', 'tls.expird').replace('investigating', 'investigatin')
  const refused = await ask('PUT', 'tls', owner, { body: bad })
  assert.equal(refused.statusCode, 400)
  assert.equal(refused.json().code, 'playbook_invalid')
  assert.match(refused.json().message, /tls:3:10 [^]*tls\.expired[^]*tls:5:\d+ [^]*investigating/)
  for (const [id, body, says] of [
    ['tls', ours('other', 'tls.*'), /calls itself "other"/],
    ['tls', ours('tls', 'dns.*'), /"dns\.\*" is also claimed by "dns"/],
    ['default', ours('default', 'tls.expired'), /no playbook would cover maintenance.planned/],
    [
      'tls',
      ours('tls', 'tls.*').replace('message: { to: client, template: investigating }', 'escalate: { to: nobody }'),
      /no person or schedule "nobody"/,
    ],
  ] as const) {
    const { message } = (await ask('PUT', id, owner, { body })).json()
    assert.match(message, says)
  }
  assert.equal((await ask('GET', 'default', owner)).json().version, 1)
})

test('who may not edit playbooks does not, and partners see none', async () => {
  assert.equal((await ask('PUT', 'tls', await hub.token('responder'), { body: ours('tls', 'tls.*') })).statusCode, 403)
  assert.equal((await ask('GET', 'tls', await hub.token('viewer', 'brightside', null))).statusCode, 403)
  assert.equal((await ask('GET', 'none', await hub.token('viewer'))).json().code, 'playbook_unknown')
})

test('a version tells why it was saved and what it was learnt from; of any two the difference is shown (REV-2)', async () => {
  const owner = await hub.token('owner')
  const { body } = (await ask('GET', 'dns', owner)).json()
  const longer = body.replace('15m after confirmed', '25m after confirmed')
  const saved = (await ask('PUT', 'dns', owner, { body: longer, incident: 2, over: 1 })).json()
  assert.deepEqual(
    saved.versions.map(({ version, who, reason, incident }: Version) => [version, who, reason, incident]),
    [
      [2, 'Ana Ruiz', 'Clients waited too long.', 2],
      [1, null, null, null],
    ],
  )
  const { items } = (await app.inject({ url: '/api/v1/playbooks', headers: { authorization: `Bearer ${owner}` } })).json()
  const row = items.find(({ id }: { id: string }) => id === 'dns')
  assert.deepEqual([row.version, row.reason, row.fileChanged], [2, 'Clients waited too long.', false])
  assert.equal((await ask('GET', 'dns/versions/1', owner)).json().body, body)
  const { lines } = (await ask('GET', 'dns/difference?from=1&to=2', owner)).json()
  const changed = lines.filter(({ kind }: { kind: string }) => kind !== 'same')
  assert.deepEqual(changed.map(({ kind, text }: { kind: string; text: string }) => [kind, text.trim()]), [['removed', 'start: 15m after confirmed or when partner replies'], ['added', 'start: 25m after confirmed or when partner replies']]) // prettier-ignore
  assert.equal((await ask('GET', 'dns/versions/7', owner)).json().code, 'playbook_version_unknown')
  assert.equal((await ask('PUT', 'dns', owner, { body, over: 1 })).json().code, 'playbook_moved')
  assert.equal((await ask('PUT', 'dns', owner, { body, incident: 998 })).json().code, 'incident_unknown')
  await ask('DELETE', 'dns', owner)
})

test('a file that is changed after a version was saved neither wins nor is forgotten: the version holds, and the difference is told', async () => {
  const owner = await hub.token('owner')
  const library = hub.around.library()
  const { body } = (await ask('GET', 'host', owner)).json()
  await ask('PUT', 'host', owner, { body: body.replace('15m after confirmed', '25m after confirmed') })
  const sources = new Map(library.sources).set('host', `# by hand\n${body}`)
  const reading = { store: hub.store, library: () => ({ ...library, sources }) }
  const { version, fileChanged } = await findPlaybook(reading, 'host')
  assert.deepEqual([version, fileChanged], [2, true])
  assert.equal(await playbookText(reading, 'host', 'file'), `# by hand\n${body}`)
  assert.equal(await playbookText(reading, 'host', 1), body, 'version 1 stays what was edited')
  const room = { ...hub.around, ...reading }
  const again = await editPlaybook(room, 'host', { body, by: 'ana', reason: 'As the file has it.' })
  assert.deepEqual([again.version, again.fileChanged], [3, false], 'whoever saves has seen it')
  for (const version of [3, 2]) await withdrawPlaybook(room, 'host', `${version}`)
})

const play = async (what: string, token: string, payload: object) =>
  app.inject({ method: 'POST', url: `/api/v1/playbooks/tls/${what}`, headers: { authorization: `Bearer ${token}` }, payload })

test('an edited text is checked and rehearsed before it is saved, and nothing is kept (REA-1, REV-2)', async () => {
  const responder = await hub.token('responder')
  const { body } = (await ask('GET', 'tls', responder)).json()
  const checked = (await play('check', responder, { body })).json()
  assert.deepEqual([checked.complaints, checked.steps[1].id, checked.steps[1].starts], [[], 'renew', 'at once'])
  const wrong = (await play('check', responder, { body: body.replace('unless: [recovered]', 'unless: [recoverd]') })).json()
  assert.deepEqual([wrong.steps, wrong.complaints.length, wrong.complaints[0].fix], [null, 1, 'did you mean "recovered"?'])

  const desk = (await ask('GET', 'tls/desk', responder)).json()
  assert.ok(desk.values['step.until'].some(({ word }: { word: string }) => word === 'recovered'))
  const later = body.replace('15m after confirmed', '20m after confirmed')
  for (const { text } of desk.scenarios) {
    const { complaints, play: played } = (await play('rehearse', responder, { body: later, scenario: text })).json()
    assert.deepEqual([complaints, played.ran], [[], ['tls']])
    const told = played.lines.find(({ step, kind }: Record<string, string>) => step === 'tell-client' && kind === 'message')
    assert.equal(told?.after ?? 1_200_000, 1_200_000)
  }
  const long = (await play('rehearse', responder, { body, scenario: desk.scenarios[0].text.replace('3h', '32 days') })).json()
  assert.deepEqual([long.play, long.complaints[0].file, long.complaints[0].fix], [null, 'scenario', 'lower until'])
  assert.equal((await ask('GET', 'tls', responder)).json().body, body)
})

test('a past incident is replayed against an edited text: what would have run when, beside what did (REV-2)', async () => {
  const responder = await hub.token('responder')
  const { body } = (await ask('GET', 'tls', responder)).json()
  const number = await livedThrough(hub)
  const later = body.replace('15m after confirmed', '25m after confirmed')
  const { play: played, complaints } = (await play('replay', responder, { body: later, incident: number })).json()
  assert.deepEqual(complaints, [])
  const changed = played.steps.filter(({ says }: { says: string }) => says !== '')
  assert.deepEqual(changed, [{ step: 'tell-client', audience: 'the client', then: 900_000, now: 1_500_000, says: '10m later' }])
  assert.deepEqual(played.measures.find(({ what }: { what: string }) => what === 'All clear').now, 5_100_000)
  assert.equal((await play('replay', responder, { body, incident: 998 })).json().code, 'incident_unknown')
})
