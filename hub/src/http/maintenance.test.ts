import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Planner, Preview, Scope, Words } from '@allclear/wire/planner.ts'
import type { FastifyInstance } from 'fastify'
import { seededHub, NOW } from '../../test/seeded-hub.ts'
import { extendAllSeries } from '../engine/maintenance/maintain.ts'
import { after as later, days, hours, iso, seconds } from '../domain/instant.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
let tokens: Record<'ours' | 'brightside' | 'fjord', string>
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
  tokens = {
    ours: await hub.token('owner'),
    brightside: await hub.token('responder', 'brightside', null),
    fjord: await hub.token('responder', 'fjord', null),
  }
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const FACTS = {
  maintenance: 'kernel-update',
  starts: iso(later(NOW, days(10))),
  lasts: '45m',
  affects: { providers: ['anchor-hosting'], clients: ['pine-cabins'] },
  disrupts: 'Websites on Anchor Hosting are unreachable for up to 45 minutes.',
  reason: 'Security update.',
  benefit: 'Closes a hole.',
  support: 'Mail care@brightside.example.',
  alternatives: 'none',
}
const ask = async (who: keyof typeof tokens, path: string, body?: unknown) => {
  const headers = { authorization: `Bearer ${tokens[who]}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const answer = await app.inject({ url: path, headers, ...(body === undefined ? {} : { method: 'POST', payload: JSON.stringify(body) }) })
  return { status: answer.statusCode, json: answer.json() as Record<string, never> & { code?: string; message?: string; phase?: string } }
}
const plan = (who: keyof typeof tokens, changes: object) => ask(who, '/api/v1/maintenance', { ...FACTS, ...changes })

test('a window planned over the API is on the calendar, and the same one twice is one (MNT-1)', async () => {
  const first = await plan('ours', {})
  assert.equal(first.status, 200)
  assert.deepEqual(first.json['sites'], ['cornerbakery.example', 'northlight.example', 'pinecabins.example'])
  assert.deepEqual(
    (first.json['notices'] as unknown as { kind: string }[]).map(({ kind }) => kind),
    ['notice', 'reminder', 'started'],
  )
  assert.deepEqual((await plan('ours', {})).json, first.json)
  const other = await plan('ours', { lasts: '50m' })
  assert.deepEqual([other.status, other.json.code], [409, 'maintenance_taken'])
})

test('what is missing is refused by name, all of it at once, and a file may come as it is (MNT-1)', async () => {
  const { status, json } = await plan('ours', { maintenance: 'other', benefit: undefined, support: ' ' })
  assert.deepEqual([status, json.code], [400, 'maintenance_invalid'])
  assert.match(json.message!, /benefit is missing/)
  assert.match(json.message!, /support: has no visible letters/)
  const yaml = await ask('ours', '/api/v1/maintenance', { yaml: 'maintenance: x\nlasts: 1m\n' })
  assert.match(yaml.json.message!, /starts is missing/)
})

test('a late window is refused unless it is an emergency with its reason (MNT-2)', async () => {
  const starts = iso(later(NOW, days(6)))
  const late = await plan('ours', { maintenance: 'late', starts })
  assert.deepEqual([late.status, late.json.code], [400, 'maintenance_late'])
  assert.equal((await plan('ours', { maintenance: 'late', starts, emergency: 'It is being used already.' })).status, 200)
  await ask('ours', '/api/v1/maintenance/late/cancel', { reason: 'Not needed.' })
})

test('a partner plans for its own sites only, and sees of the operator’s window what concerns them', async () => {
  for (const affects of [{ sites: ['pinecabins.example'] }, { clients: ['pine-cabins'] }]) {
    const foreign = await plan('brightside', { maintenance: 'foreign', affects })
    assert.deepEqual([foreign.status, foreign.json.code], [400, 'maintenance_invalid'])
    assert.match(foreign.json.message!, /there is no (site|client)/)
  }
  assert.deepEqual((await plan('brightside', { maintenance: 'own', affects: { clients: ['river-dental'] } })).json['sites'], [
    'riverdental.example',
  ])
  const seen = (await ask('brightside', '/api/v1/maintenance/kernel-update')).json
  assert.deepEqual(
    [seen['sites'], seen['affects']],
    [['cornerbakery.example'], { providers: [], sites: ['cornerbakery.example'], clients: [] }],
  )
  assert.doesNotMatch(JSON.stringify(seen), /pinecabins|pine-cabins|anchor-hosting/)
  assert.equal((await ask('fjord', '/api/v1/maintenance/own')).status, 404)
  assert.deepEqual((await ask('brightside', '/api/v1/maintenance/kernel-update/cancel', { reason: 'No' })).json.code, 'operator_only')
})

test('what happens to a window reaches the pages that list its sites, as news, calendar and Statuspage JSON (MNT-3, COM-6)', async () => {
  const get = async (path: string) => {
    hub.clock.at = later(hub.clock.at, seconds(1)) // however much happens, a page is rendered once a second
    return (await app.inject({ url: `/status/brightside/${path}` })).body
  }
  const calendar = async () =>
    Object.fromEntries(
      [...(await get('maintenance.ics')).matchAll(/^(UID|SEQUENCE|STATUS|DTSTART):(.*)\r$/gm)].map(([, key, value]) => [key, value]),
    )
  await ask('brightside', '/api/v1/maintenance/own/cancel', { reason: 'Not needed.' })
  const planned = JSON.parse(await get('api/v2/scheduled-maintenances/upcoming.json'))
  assert.deepEqual(
    planned.scheduled_maintenances.map(({ status, scheduled_for, impact }: Record<string, string>) => [status, scheduled_for, impact]),
    [['scheduled', iso(later(NOW, days(10))), 'maintenance']],
  )
  const before = await calendar()
  await ask('ours', '/api/v1/maintenance/kernel-update/move', { starts: iso(later(NOW, days(12))), lasts: '60m' })
  const moved = await calendar()
  assert.equal(moved['UID'], before['UID'])
  assert.deepEqual([before['SEQUENCE'], moved['SEQUENCE'], moved['DTSTART']], ['0', '1', '20260316T160500Z'])

  hub.clock.at = later(NOW, days(12))
  const running = await ask('ours', '/api/v1/maintenance/kernel-update/start', {})
  assert.equal(running.json.phase, 'running')
  const html = await get('')
  assert.match(html, /Planned maintenance: cornerbakery\.example/)
  assert.match(html, /Going on/)
  assert.doesNotMatch(html, /pinecabins|Harbor/)
  const active = JSON.parse(await get('api/v2/scheduled-maintenances/active.json')).scheduled_maintenances[0]
  assert.deepEqual([active.status, active.incident_updates[0].status], ['in_progress', 'in_progress'])
  assert.equal(JSON.parse(await get('api/v2/summary.json')).scheduled_maintenances.length, 1)
  for (const line of (await get('maintenance.ics')).split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
})

test('the words of a deed, and whose they are, can be read before it is done (MNT-3)', async () => {
  const words = async (body: object) => ask('ours', '/api/v1/maintenance/kernel-update/notice-preview', body)
  const { letters, readers } = (await words({ deed: 'extend', by: '30m' })).json as unknown as Words
  assert.deepEqual([...new Set(letters.map(({ notice }) => notice))], ['Extension'])
  assert.ok(readers.some(({ channel, address }) => channel === 'status-page' && address === 'brightside'))
  assert.deepEqual(readers[0]!.moments, [{ name: 'Extension', at: iso(hub.clock.at), isHeld: false }])
  const done = (await words({ deed: 'complete' })).json as unknown as Words
  assert.equal(done.letters[0]!.notice, 'Completion')
  assert.equal((await words({ deed: 'cancel', reason: 'No.' })).json.code, 'maintenance_not_possible')
  assert.equal((await ask('ours', '/api/v1/maintenance/kernel-update')).json.phase, 'running', 'nothing is done by it')
})

test('work is completed only after its sites were seen well; a word too late or too early says so (MNT-3)', async () => {
  const extended = await ask('ours', '/api/v1/maintenance/kernel-update/extend', { by: '30m' })
  assert.equal(extended.json['ends'], iso(later(NOW, (days(12) + hours(1.5)) as never)))
  assert.equal((await ask('ours', '/api/v1/maintenance/kernel-update/complete', {})).json.phase, 'verifying')
  assert.equal((await ask('ours', '/api/v1/maintenance/kernel-update/extend', { by: '30m' })).json.code, 'maintenance_not_possible')
  assert.equal((await ask('ours', '/api/v1/maintenance/nope/start', {})).json.code, 'maintenance_unknown')
})

test('a preview says what is missing, whom the window would reach at which moment in which words, and plans nothing (MNT-1, MNT-2)', async () => {
  hub.clock.at = NOW
  const draft = { starts: '2026-05-01T14:00[America/New_York]', lasts: '45m', affects: { sites: ['cornerbakery.example'] } }
  const half = (await ask('ours', '/api/v1/maintenance/preview', { ...draft, disrupts: 'All of it' })).json as unknown as Preview
  assert.deepEqual(half.complaints, ['reason', 'benefit', 'support', 'alternatives'].map((field) => ({ field, says: 'Missing.' }))) // prettier-ignore
  assert.deepEqual(half.window, { starts: '2026-05-01T18:00:00Z', ends: '2026-05-01T18:45:00Z', sites: ['cornerbakery.example'] })
  assert.deepEqual(half.notices.map(({ name, at }) => `${name} ${at}`), [
    'First notice 2026-04-24T18:00:00Z',
    'Reminder 2026-04-30T18:00:00Z',
    'Start 2026-05-01T18:00:00Z',
  ]) // prettier-ignore
  assert.deepEqual(half.collisions.map(({ said, why }) => `${said.words}: ${why}`), [
    'Nobody on call: nobody of the first rung is on duty for 45m of it',
    'In the daytime: 45m of it, from 13:00 by their clocks, is outside the quiet hours of Corner Bakery',
  ]) // prettier-ignore
  const page = half.readers.find(({ address }) => address === 'corner-bakery')!
  assert.deepEqual([page.channel, page.language, page.moments.length, page.moments[0]], ['status-page', 'en', 3, { name: 'First notice', at: '2026-04-24T18:00:00Z', isHeld: false }]) // prettier-ignore
  const first = half.letters.find(({ notice, language }) => notice === 'First notice' && language === 'en')!
  assert.match(first.text, /All of it/)
  const late = { ...draft, starts: '2026-03-05T02:00[America/New_York]', repeats: 'every first thursday' }
  const soon = (await ask('ours', '/api/v1/maintenance/preview', late)).json as unknown as Preview
  assert.equal(soon.repeats?.says, 'every first thursday, by the clocks of New York')
  assert.equal(soon.repeats?.next[1], '2026-04-02T06:00:00Z')
  assert.match(soon.complaints.find(({ field }) => field === 'starts')!.says, /must know a week before; move it to a later day/)
  assert.deepEqual(soon.collisions.map(({ said }) => said.words), ['Nobody on call']) // prettier-ignore
  assert.equal((await ask('ours', '/api/v1/maintenance/window')).status, 404, 'a preview plans nothing')
})

test('the planner shows each reader what they may know: the next first, what each meets, and what they may do (MNT-3, I-16)', async () => {
  hub.clock.at = NOW
  await plan('ours', { maintenance: 'wide', affects: { clients: ['pine-cabins', 'corner-bakery'] } })
  await plan('brightside', { maintenance: 'narrow', affects: { sites: ['cornerbakery.example'] } })
  const planner = async (who: keyof typeof tokens) => (await ask(who, '/api/v1/planner?days=35')).json as unknown as Planner
  const [ours, theirs] = [await planner('ours'), await planner('brightside')]
  assert.deepEqual(ours.windows.map(({ id }) => id).sort(), ['kernel-update', 'narrow', 'wide'])
  assert.equal(ours.days.length, 35)
  const narrow = theirs.windows.find(({ id }) => id === 'narrow')!
  assert.deepEqual(narrow.may, ['move', 'cancel'])
  assert.deepEqual(narrow.told, { count: 0, first: [] })
  assert.ok(narrow.collisions.some(({ why }) => why === 'cornerbakery.example is also in wide'))
  assert.ok(!narrow.collisions.some(({ said }) => said.words === 'Nobody on call'), 'who is on call is not for a partner')
  assert.deepEqual(theirs.windows.find(({ id }) => id === 'wide')!.may, [])
  assert.doesNotMatch(JSON.stringify(theirs), /pinecabins|Pine Cabins/)
  assert.deepEqual(theirs.uncovered, [])
  const scope = (await ask('fjord', '/api/v1/planner/scope')).json as unknown as Scope
  assert.deepEqual(scope.sites, ['northlight.example', 'pinecabins.example'])
  assert.equal((await ask('ours', '/api/v1/planner?from=2026-02-30')).json.code, 'parameter_invalid')
  for (const [who, id] of [['ours', 'wide'], ['brightside', 'narrow']] as const) await ask(who, `/api/v1/maintenance/${id}/cancel`, { reason: 'Not needed.' }) // prettier-ignore
})

test('a window that repeats is one on the calendar for each time, told and called off by itself or with all that follow (I-42, I-46)', async () => {
  const weekly = await ask('ours', '/api/v1/maintenance', {
    ...{ ...FACTS, maintenance: 'patches', affects: { sites: ['harbor.example'] } },
    ...{ starts: '2026-04-05T02:00[America/Chicago]', repeats: 'every week' },
  })
  assert.deepEqual([weekly.status, weekly.json['maintenance'], weekly.json['series']], [200, 'patches-2026-04-05', 'patches'])
  hub.clock.at = Date.parse('2026-03-25T12:00:00Z') as never
  await extendAllSeries(hub.maintaining)
  await extendAllSeries(hub.maintaining)
  const ids = async () =>
    (
      (await ask('ours', '/api/v1/maintenance')).json['items'] as unknown as { maintenance: string; series: string; phase: string }[]
    ).flatMap(({ maintenance, series, phase }) => (series === 'patches' ? [`${maintenance} ${phase}`] : []))
  assert.deepEqual(
    await ids(),
    ['04-05', '04-12', '04-19', '04-26'].map((day) => `patches-2026-${day} planned`),
  )
  const { windows } = (await ask('ours', '/api/v1/planner')).json as unknown as Planner
  const says = windows.find(({ id }) => id === 'patches-2026-04-05')!.series?.says
  assert.equal(says, 'every week, by the clocks of Chicago')
  await ask('ours', '/api/v1/maintenance/patches-2026-04-12/cancel', { reason: 'Not this time.' })
  await ask('ours', '/api/v1/maintenance/patches-2026-04-19/cancel', { reason: 'No more.', following: true })
  hub.clock.at = Date.parse('2026-06-01T12:00:00Z') as never
  await extendAllSeries(hub.maintaining)
  const phases = ['cancelled', 'cancelled', 'cancelled', 'planned']
  assert.deepEqual((await ids()).map((one) => one.split(' ')[1]), phases) // prettier-ignore
})
