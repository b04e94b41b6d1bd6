import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

test('work is completed only after its sites were seen well; a word too late or too early says so (MNT-3)', async () => {
  const extended = await ask('ours', '/api/v1/maintenance/kernel-update/extend', { by: '30m' })
  assert.equal(extended.json['ends'], iso(later(NOW, (days(12) + hours(1.5)) as never)))
  assert.equal((await ask('ours', '/api/v1/maintenance/kernel-update/complete', {})).json.phase, 'verifying')
  assert.equal((await ask('ours', '/api/v1/maintenance/kernel-update/extend', { by: '30m' })).json.code, 'maintenance_not_possible')
  assert.equal((await ask('ours', '/api/v1/maintenance/nope/start', {})).json.code, 'maintenance_unknown')
})

test('the planner marks what is missing beside its field, keeps what was written, and shows who is told before it plans (MNT-1)', async () => {
  const form = (fields: Record<string, string>) =>
    app.inject({
      url: '/maintenance',
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.ours}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    })
  const local = {
    starts: '2026-05-01T02:00',
    lasts: '45m',
    disrupts: 'All of it',
    reason: 'R',
    benefit: 'B',
    support: 'S',
    alternatives: 'none',
  }
  const wrong = await form({ ...local, benefit: '', do: 'plan' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /id="benefit"[^>]*aria-invalid="true"/)
  assert.match(wrong.body, /Choose what it affects/)
  assert.match(wrong.body, />All of it</)
  const whole = { ...local, affects: 'sites:harbor.example', maintenance: 'spring' }
  const preview = await form({ ...whole, do: 'preview' })
  assert.match(preview.body, /First notice: <time datetime="2026-04-24T06:00:00Z">/)
  assert.match(preview.body, /status-page operator/)
  assert.equal((await ask('ours', '/api/v1/maintenance/spring')).status, 404, 'a preview plans nothing')
  assert.equal((await form({ ...whole, do: 'plan' })).headers.location, '/maintenance')
  assert.equal((await ask('ours', '/api/v1/maintenance/spring')).json['starts'], '2026-05-01T06:00:00Z')
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
  await ask('ours', '/api/v1/maintenance/patches-2026-04-12/cancel', { reason: 'Not this time.' })
  await ask('ours', '/api/v1/maintenance/patches-2026-04-19/cancel', { reason: 'No more.', following: true })
  hub.clock.at = Date.parse('2026-06-01T12:00:00Z') as never
  await extendAllSeries(hub.maintaining)
  const phases = ['cancelled', 'cancelled', 'cancelled', 'planned']
  assert.deepEqual((await ids()).map((one) => one.split(' ')[1]), phases) // prettier-ignore
})
