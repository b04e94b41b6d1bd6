import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAUSES } from '../../src/domain/diagnosis/taxonomy.ts'
import type { Effect, Happening } from '../../src/domain/incident/incident.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { pickMoment } from '../../src/domain/drill/pick-moment.ts'
import { nextTime } from '../../src/domain/drill/next-time.ts'
import { reportOf } from '../../src/domain/drill/report-of.ts'
import { agency, steps, World } from './world.ts'

const MORNING = '2026-03-04T10:00:00-06:00'
const TEAM_SEES: readonly Effect['do'][] = ['say', 'page', 'task', 'task-changed', 'task-closed', 'cancel', 'withhold']
const at = (moment: string) => Date.parse(moment) as Instant

/** What people can do to an incident, whoever hears of it. */
const DEEDS: readonly Happening[] = [
  { type: 'acknowledged', by: 'kofi' },
  { type: 'escalated', by: 'kofi', to: 'next' },
  { type: 'update-written', by: 'kofi', stage: 'identified', text: 'We know what it is.' },
  { type: 'replied', who: 'client', text: 'What is it?' },
  { type: 'approved', who: 'partner' },
  { type: 'bounced', address: 'bo@cornerbakery.example' },
  {
    ...{ type: 'ticket-written', by: 'kofi', provider: 'anchor-hosting', name: 'Anchor Hosting', contact: null },
    letter: {
      recipient: {
        audience: 'partner',
        name: 'Anchor',
        channel: 'mail',
        address: ['support@anchor.example'],
        from: 'us',
        cc: [],
        why: null,
      },
      subject: 'Down',
      text: 'It is down.',
    },
  },
  { type: 'seen-up' },
  { type: 'resolved-by-hand', by: 'kofi', reason: 'Mended.' },
  { type: 'review-held', by: 'kofi', lessons: 'Renew in time.', publicText: 'It is over.' },
]

test('in a drill nobody but the team is told, whatever happens and whatever the playbook says (PRP-3)', () => {
  const ordered = new Set<string>()
  for (const cause of ['unknown', ...new Map(CAUSES.map(({ id }) => [id.split('.')[0], id])).values()]) {
    const world = new World(MORNING, { drill: true })
    world.goesDown().showsCause(cause).passes('5h')
    for (const deed of DEEDS) world.happens(deed).passes('1h')
    world.happens({ type: 'drill-ended', why: 'Its time is up.' }).passes('24h')
    const effects = world.moments.flatMap(({ decision }) => decision.effects)
    for (const effect of effects) {
      assert.ok(TEAM_SEES.includes(effect.do), `${cause}: ${effect.do}`)
      if (effect.do === 'task') assert.match(effect.title, /^DRILL: /)
      if (effect.do === 'withhold') ordered.add('audience' in effect.effect.recipient ? effect.effect.recipient.audience : '')
    }
    assert.deepEqual([...new Set(world.posted.map(({ contract }) => contract))], ['page'], cause)
    assert.equal(world.incident.wakeAt, null, 'nothing of it waits')
    assert.ok(Object.values(world.incident.tasks).every(({ done }) => done), 'its tasks are closed') // prettier-ignore
  }
  assert.deepEqual([...ordered].sort(), ['client', 'partner', 'public'], 'all of them would have been told')
})

test('a drill takes its course as an outage does, and its report says who would have been told what, when, and what was late (PRP-3)', () => {
  const playbook = steps(
    'ask, start: 5m after confirmed, message: { to: [client, public], template: investigating }',
    'look, start: at once, task: { title: Look, for: on-call, due: 10m }',
  )
  const told = (drill: boolean) => {
    const world = new World(MORNING, { playbooks: [playbook], ...(drill ? { drill: true } : {}) })
    world.goesDown().showsCause('tls.expired').passes('20m').acknowledges('kofi').comesBack().passes('30m')
    return { world, lines: world.entries.flatMap(({ at: when, kind, to, template, channel }) => (template ? [`${when} ${kind} ${channel} ${to?.join()} ${template}`] : [])) } // prettier-ignore
  }
  const drill = told(true)
  assert.deepEqual(drill.lines, told(false).lines)
  const report = reportOf(drill.world.incident, drill.world.entries, null)
  assert.deepEqual(
    report.told.slice(0, 3).map(({ at: when, audience, to }) => `${(when - at(MORNING)) / 60_000}m ${audience} ${to.join()}`),
    ['0m partner C0BRIGHT', '0m public corner-bakery,brightside', '5m client bo@cornerbakery.example'],
  )
  assert.deepEqual(report.acknowledged, [{ by: 'kofi', at: at('2026-03-04T10:20:00-06:00') }])
  assert.deepEqual(report.late, ['First response was due within 15m: it came after 20m.', 'Not done in time: Look.'])
})

test('no outage ends as a drill does', () => {
  const world = new World(MORNING).goesDown()
  const { incident } = world
  assert.equal(world.happens({ type: 'drill-ended', why: 'no' }).incident.phase, incident.phase)
})

test('an unannounced drill begins within the agreed hours, any moment of them alike, and comes again as many days later (PRP-3)', () => {
  const drills = { timezone: 'America/New_York', hours: { from: 600, to: 720 }, days: [1, 2, 3, 4, 5], holidays: null, closedOnHolidays: false, gap: 'wait' } // prettier-ignore
  const week = { from: at('2026-03-06T00:00:00-05:00'), until: at('2026-03-10T00:00:00-04:00') } // Friday to Monday; clocks go forward on Sunday
  assert.equal(pickMoment(drills, week, 0), at('2026-03-06T10:00:00-05:00'))
  assert.equal(pickMoment(drills, week, 0.5), at('2026-03-09T10:00:00-04:00'))
  assert.equal(pickMoment(drills, week, 0.999999), at('2026-03-09T11:59:59.985-04:00'))
  assert.equal(pickMoment(drills, { from: at('2026-03-07T00:00:00Z'), until: at('2026-03-08T00:00:00Z') }, 0), null)
  const once = { every: null, dueAt: week.from, window: null }
  assert.equal(nextTime(once, { ...agency, drills }, 0), null)
  assert.deepEqual(nextTime({ ...once, every: 7 }, agency, 0), { dueAt: at('2026-03-13T00:00:00-04:00'), window: null })
  const again = nextTime({ ...once, every: 7, window: week }, { ...agency, drills }, 0)!
  assert.deepEqual(again.dueAt, at('2026-03-13T10:00:00-04:00'))
})
