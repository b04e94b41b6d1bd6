import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { PROBE_SPEAKS } from '@allclear/wire/probe.ts'
import { makeKey, sealedBy } from '@allclear/wire/sealing.ts'
import { seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, hours, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { shardOf } from '../../domain/triage/divide.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { listAudit } from '../../store/audit.ts'
import { locations } from '../../store/locations.ts'
import { listMessages } from '../../store/messages.ts'
import { listProbes } from '../../store/probes.ts'
import { keepSights } from '../../store/sights.ts'
import type { Room } from '../room.ts'
import { askLocations } from './ask-locations.ts'
import { startJudgingHeard } from './judge-heard.ts'
import { judgeTrust } from './keep-votes.ts'
import { otherLocations } from './other-locations.ts'
import { probesOf } from './probe-desk.ts'
import { passLocations } from './watch-locations.ts'

const seeded = seededPlan()
const SITE = seeded.sites['cornerbakery.example']!
const MONITOR = { id: 'cornerbakery.example/http', kind: 'http', interval: minutes(1), options: {} }
const plan = {
  ...seeded,
  sites: { ...seeded.sites, [SITE.id]: { ...SITE, monitors: [MONITOR, { ...MONITOR, id: `${SITE.id}/domain`, kind: 'domain' }] } },
  escalation: [{ notify: 'ana', by: ['mail'], wait: minutes(5), repeat: 1, only: null }],
  channels: { ...seeded.channels, mail: { host: '127.0.0.1', port: 1, secure: false } },
} as Plan
const hub = await seededHub(plan)
afterAll(() => hub.store.close())
const room = { ...hub, plan: () => plan, secrets: () => new Map([['channels.mail.smtp', 'x']]), loops: {} } as unknown as Room
const desk = probesOf(room)
/** What a hub judges of what was heard that looks at the sites of one shard. */
const heard: string[] = []
const judgeHeard = async ({ shard = shardOf(SITE.id), isWatched = true } = {}) => {
  const hearElsewhere = async (monitor: string, location: string, { state }: CheckResult) => {
    if (isWatched) heard.push(`${location} ${monitor} ${state}`)
    return isWatched
  }
  await startJudgingHeard(room, { hearElsewhere }, { mine: () => new Map([[shard, 1]]) }).stop()
}
const passes = (span: number) => (hub.clock.at = (hub.clock.at + span) as Instant)

const down: CheckResult = { state: 'down', code: 'connection_refused', class: 'refused', at: 0 as Instant, tookMs: 3, facts: {}, diary: [] }
const SEES = { canaries: { well: 0, of: 0 }, failing: 0, ofSites: 1, networks: 0 }

async function enter(location: string) {
  const [{ key, publicKey }, { token }] = [makeKey(), await desk.invite(location, 'ana')]
  const { probe } = await desk.enrol({ token, key: publicKey, location })
  const seal = (said: object, sentAt: number = hub.clock.at) => {
    const body = JSON.stringify({ speaks: PROBE_SPEAKS, probe, version: '1', ...said })
    const { 'x-allclear-signature': signature } = sealedBy({ id: probe, key }, body, sentAt)
    return { agent: probe, sentAt, signature: signature!, body }
  }
  let number = 0
  const nothing = { lateMs: 0, waiting: 0, lost: 0, answers: [], results: [], hours: [], sees: SEES }
  return {
    probe,
    token,
    report: (said: object = {}, sentAt?: number) => desk.hear(seal({ number: ++number, ...nothing, ...said }, sentAt)),
    again: (used: number) => desk.hear(seal({ number: used, ...nothing })),
    work: (has: string | null = null) => desk.work(seal({ has, waitMs: 0 }), AbortSignal.timeout(1000)),
  }
}
const refused = (code: string) => (error: unknown) => (assert.equal((error as { code: string }).code, code), true)
const vienna = await enter('vienna')

test('a probe gets in once by its token, for the place that it was made for (MON-8)', async () => {
  const key = makeKey().publicKey
  await assert.rejects(desk.enrol({ token: vienna.token, key, location: 'vienna' }), refused('enrolment_refused'))
  const { token } = await desk.invite('oslo', 'ana')
  await assert.rejects(desk.enrol({ token, key, location: 'paris' }), refused('location_wrong'))
  await assert.rejects(desk.invite(plan.hub.location, 'ana'), refused('location_taken'))
  await assert.rejects(hub.around.agents.enrol({ token, key }), refused('enrolment_refused'))
})

test('its work is what a look needs, and nothing of whose site it is; what is the same from everywhere stays at the hub', async () => {
  const { assignments } = await vienna.work()
  const looks = assignments!.looks.filter(({ site }) => site.id === SITE.id)
  assert.deepEqual(looks.map(({ monitor }) => monitor.kind), ['http']) // prettier-ignore
  assert.deepEqual(Object.keys(looks[0]!.site).toSorted(), ['expect', 'id', 'url'])
  for (const word of ['brightside', 'corner-bakery', 'mailbox.example']) assert.ok(!JSON.stringify(assignments).includes(word), word)
  assert.equal((await vienna.work(assignments!.version)).assignments, null)
})

test('a report counts once, by the hub’s clock, and is judged by the hub that looks at the site; what is old is no news (I-5, TRI-1)', async () => {
  const results = (ago: number) => [{ monitor: MONITOR.id, result: { ...down, at: hub.clock.at - ago } }]
  await vienna.report({ results: results(2000) })
  await assert.rejects(vienna.again(1), refused('report_replayed'))
  await vienna.report({ results: results(minutes(2)) })
  await judgeHeard({ shard: shardOf(SITE.id) + 1 }) // of the hub that heard it, which does not look at the site
  await judgeHeard({ isWatched: false }) // of one that has just taken over and does not know the site yet
  assert.deepEqual(heard, [])
  await judgeHeard()
  assert.deepEqual(heard, [`vienna ${MONITOR.id} down`])
  const itsClock = hub.clock.at + seconds(90) // ahead of ours
  await vienna.report({ results: [{ monitor: MONITOR.id, result: { ...down, at: itsClock - 500 } }] }, itsClock)
  for (let n = 0; n < 2; n++) await judgeHeard()
  assert.equal(heard.length, 2)
  await assert.rejects(vienna.report({}, hub.clock.at + minutes(6)), refused('clock_skew'))
  await assert.rejects(vienna.report({ speaks: 99 }), refused('probe_version_wrong'))
})

test('what is asked of a location its probe answers; who does not hear is waited for no longer than three seconds (TRI-1)', async () => {
  await vienna.report()
  const asking = askLocations(room, SITE, MONITOR, { signal: AbortSignal.timeout(5000) })
  let asked: { id: string; monitor: string }[] = []
  while (asked.length === 0) asked = (await vienna.work('')).now
  assert.equal(asked[0]!.monitor, MONITOR.id)
  await vienna.report({ answers: [{ id: asked[0]!.id, canSee: true, result: { ...down, at: hub.clock.at } }] })
  const { otherLocations: others, absent } = await asking
  assert.deepEqual([others.map(({ location, result }) => [location, result.state]), absent], [[['vienna', 'down']], []])

  const askingTheBlind = askLocations(room, SITE, MONITOR, { signal: AbortSignal.timeout(5000) })
  do asked = (await vienna.work('')).now
  while (asked.length === 0)
  await vienna.report({ answers: [{ id: asked[0]!.id, canSee: false, result: { ...down, at: hub.clock.at } }] })
  assert.deepEqual((await askingTheBlind).absent, [{ location: 'vienna', why: 'cannot-see' }], 'its canaries fail too (I-3)')

  const inVain = askLocations(room, SITE, MONITOR, { signal: AbortSignal.timeout(5000) })
  passes(seconds(4))
  assert.deepEqual((await inVain).absent, [{ location: 'vienna', why: 'silent' }])
  assert.deepEqual((await askLocations(room, SITE, { id: 'x', kind: 'domain' }, { signal: AbortSignal.timeout(9) })).otherLocations, [])
})

test('a location that cannot see or is silent has no vote, and whoever is on call hears of it once (I-4)', async () => {
  const told = async () => {
    const all = (await listMessages(hub.store.db, { limit: 50 })).filter(({ template }) => template === 'cannot-see')
    return [...new Set(all.map(({ subject }) => subject))].toSorted()
  }
  const absence = async () => (await otherLocations(hub.store.db, hub.clock.at)).find(({ id }) => id === 'vienna')!.absence
  await vienna.report({ sees: { ...SEES, canaries: { well: 0, of: 3 }, failing: 1 } })
  assert.equal(await absence(), 'cannot-see')
  for (let n = 0; n < 3; n++) await passLocations(room, hub.clock.at)
  assert.deepEqual(await told(), ['The probe at vienna cannot see'])
  await vienna.report()
  await passLocations(room, hub.clock.at)
  assert.equal(await absence(), null)
  const start = hub.clock.at
  passes(seconds(46))
  assert.equal(await absence(), 'silent')
  for (let n = 0; n < 3; n++) await passLocations(room, (passes(minutes(2)), hub.clock.at), start)
  assert.deepEqual(await told(), ['The probe at vienna cannot see', 'The probe at vienna is silent'])
})

test('a location that lies is set aside with one page, and comes back after an hour of truth, or when a person takes it back (I-6)', async () => {
  await vienna.report()
  const lie = async () => {
    const sights = [1, 2, 3].map((n) => ({ partner: 'brightside', site: `s${n}`, location: 'vienna', at: hub.clock.at, network: `192.${n}`, isFailing: true, isContradicted: true, isAlone: true })) // prettier-ignore
    await hub.store.transaction((tx) => keepSights(tx, sights))
    for (let n = 0; n < 2; n++) await judgeTrust(room, 'vienna', hub.clock.at)
  }
  const isAside = async () => (await locations(hub.store.db)).find(({ id }) => id === 'vienna')!.setAside !== null
  await lie()
  assert.equal(await isAside(), true)
  const pages = (await listMessages(hub.store.db, { limit: 50 })).filter(({ template }) => template === 'set-aside')
  assert.equal(new Set(pages.map(({ subject }) => subject)).size, 1)
  let spoken = 0
  for (; (await isAside()) && spoken < 70; spoken++) {
    for (let n = 0; n < 2; n++) {
      passes(seconds(30))
      await vienna.report()
    }
    await passLocations(room, hub.clock.at)
  }
  assert.ok(spoken >= 60 && spoken <= 62, `${spoken} minutes`)
  await lie()
  await desk.readmit('vienna', 'ana')
  assert.equal(await isAside(), false)
  await assert.rejects(desk.readmit('vienna', 'ana'), refused('location_not_aside'))
})

test('a probe that is sent away opens nothing any more, and every step is in the audit log', async () => {
  await desk.revoke(vienna.probe, 'ana')
  await assert.rejects(vienna.report(), refused('signature_invalid'))
  await assert.rejects(vienna.work(), refused('signature_invalid'))
  assert.deepEqual([(await listProbes(hub.store.db)).length, await otherLocations(hub.store.db, after(hub.clock.at, hours(1)))], [0, []])
  const deeds = (await listAudit(hub.store.db, { limit: 50 })).map(({ what }) => what)
  for (const deed of ['probe-invited', 'probe-enrolled', 'location-set-aside', 'location-readmitted', 'probe-revoked'] as const)
    assert.ok(deeds.includes(deed), deed)
})
