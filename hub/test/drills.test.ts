import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { askedHub } from './asked-hub.ts'
import { OPERATOR } from '../src/domain/audience/pages.ts'
import { after, days, hours, minutes } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import { acknowledgeAs } from '../src/http/acknowledge/acknowledge-as.ts'
import { waitingFor } from '../src/http/acknowledge/waiting-for.ts'
import { planDrill, newDrill, stopDrill } from '../src/http/drill-deeds.ts'
import { showDrill } from '../src/http/show-drill.ts'
import type { Caller } from '../src/http/caller.ts'
import { findDrill, listDrills } from '../src/store/drills.ts'
import { incidentsBetween, listIncidents, livingIncidentOf } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import { listTasks } from '../src/store/tasks.ts'
import { runDrills } from '../src/engine/duty/run-drills.ts'

const closing: (() => Promise<void>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))

const ana = { by: 'ana', partner: null, role: 'owner' } as Caller
const SITE = 'cornerbakery.example'
const PLAIN = { site: SITE, cause: 'tls.expired', lasts: '20m' }

async function drillingHub() {
  const hub = await askedHub({
    'channels.sms.twilio.token': 't',
    'channels.voice.twilio.token': 't',
    'channels.push.ntfy': 'http://127.0.0.1:1',
  })
  closing.push(async () => {
    await hub.close()
    assert.deepEqual(hub.bugs, [])
  })
  const plan = (asked: object) => planDrill(hub.around, ana, newDrill.parse(asked))
  const drill = async (id: number) => (await findDrill(hub.store.db, id))!
  return {
    ...{ ...hub, plan, drill },
    runs: () => runDrills(hub.room),
    /** Time goes by a minute at a time, and what is due is done. */
    async lives(times: number) {
      for (let n = 0; n < times; n++) {
        hub.passes('1m')
        for (const { incident } of await listDrills(hub.store.db, 10))
          if (incident !== null) await hub.happens(incident, { type: 'clock' }, OPERATOR)
        await runDrills(hub.room)
        await hub.delivers()
      }
    },
    shown: async (id: number) => showDrill(hub.around, await drill(id)),
    messages: () => listMessages(hub.store.db, { limit: 500 }),
  }
}

test('a live drill pages the team with every text marked, tells nobody else, stands in no figure, and ends by itself (PRP-3)', async () => {
  const hub = await drillingHub()
  const id = await hub.plan(PLAIN)
  await hub.runs()
  const number = (await hub.drill(id)).incident!
  await hub.lives(4)
  const paged = (await hub.messages()).filter(({ template }) => template === 'page')
  assert.ok(paged.length > 0)
  const who = hub.around.plan().people[paged[0]!.key.split('/')[2]!]!
  assert.deepEqual(await waitingFor(hub.around, who), [number], 'a reply to a text finds it')
  assert.equal((await acknowledgeAs(hub.around, { person: who, number, through: 'by SMS' })).isTheirs, true)
  await hub.lives(40)

  const messages = await hub.messages()
  for (const { contract, recipient, subject, text, html, gist } of messages) {
    assert.deepEqual([contract, recipient.audience], ['page', 'responder'])
    assert.match(subject, /^DRILL: /)
    assert.match(text, /^DRILL\. This is an exercise/)
    if (html !== null) assert.match(html, /DRILL\. This is an exercise/)
    if (gist) assert.match(gist, /^DRILL: /)
  }
  for (const table of ['announcement', 'summary', 'webhook_post', 'execution', 'bounced_address', 'affected'] as const)
    assert.deepEqual(await hub.store.db.selectFrom(table).selectAll().execute(), [], table)
  assert.deepEqual(await hub.store.db.selectFrom('subscriber_notice').selectAll().execute(), [])

  const shown = await hub.shown(id)
  assert.deepEqual([shown.state, shown.why], ['over', 'The drill is over: the all clear was reached.'])
  assert.deepEqual(shown.report?.acknowledged, [{ by: who.name, at: '2026-03-04T16:04:00Z', after: 240 }])
  assert.deepEqual([...new Set(shown.report?.told.map(({ audience }) => audience))].sort(), ['client', 'partner', 'public'])
  assert.deepEqual(shown.report?.late, ['Not done in time: Ask our hosting support to issue the certificate.'])
  assert.deepEqual(await listTasks(hub.store.db, { open: true, limit: 10 }), [])

  const [from, until] = [0 as Instant, after(hub.clock.at, days(1))]
  assert.deepEqual(await listIncidents(hub.store.db, { limit: 10 }), [])
  assert.deepEqual(await incidentsBetween(hub.store.db, null, from, until), [])
})

test('a drill hides no outage of its site: the outage has its own incident, and the drill gives way to it (PRP-3)', async () => {
  const hub = await drillingHub()
  const id = await hub.plan(PLAIN)
  await hub.runs()
  const real = await hub.asks('domain.expired')
  assert.equal((await livingIncidentOf(hub.store.db, 'brightside', SITE))?.number, real)
  await hub.lives(1)
  assert.equal((await hub.drill(id)).why, 'The drill is over: the site is down for real.')
  const later = await hub.plan(PLAIN)
  await hub.runs()
  assert.deepEqual([(await hub.drill(later)).state, (await hub.drill(later)).why], ['cancelled', 'The site was down for real.'])
})

test('a drill that plays what a client answers keeps the true contacts as they are', async () => {
  const hub = await drillingHub()
  const events = [{ at: '0m', site: 'down' }, { at: '1m', bounce: 'bo@cornerbakery.example' }, { at: '2m', reply: 'client' }] // prettier-ignore
  const id = await hub.plan({ scenario: JSON.stringify({ site: SITE, start: '2026-03-04T16:00:00Z', until: '5m', events }) })
  await hub.runs()
  await hub.lives(6)
  assert.equal((await hub.drill(id)).why, 'The drill is over: its time is up.')
  assert.deepEqual(await hub.store.db.selectFrom('bounced_address').selectAll().execute(), [])
})

test('a drill is planned for a time and comes again; one that no hub began in time is left out, and a person takes one back (PRP-3)', async () => {
  const hub = await drillingHub()
  const at = new Date(after(hub.clock.at, hours(2))).toISOString()
  await hub.plan({ ...PLAIN, at, every: 7 })
  await hub.runs()
  assert.deepEqual((await listDrills(hub.store.db, 10)).map(({ state }) => state), ['planned']) // prettier-ignore
  hub.clock.at = after(hub.clock.at, hours(3))
  await hub.runs()
  const [again, first] = await listDrills(hub.store.db, 10)
  assert.deepEqual([first!.state, first!.why], ['cancelled', 'No hub ran when it was due.'])
  assert.deepEqual(
    [again!.state, again!.dueAt],
    ['planned', after(Date.parse(at) as Instant, hours(7 * 24 - 1))],
    'by the clocks, which go forward meanwhile',
  )
  await stopDrill(hub.around, ana, again!.id)
  await assert.rejects(stopDrill(hub.around, ana, again!.id), /is over/)
  assert.equal(await hub.runs(), null)
})

test('nobody is tried unannounced who has not agreed to it, and nobody reads when it comes (PRP-3)', async () => {
  const hub = await drillingHub()
  const between = { from: new Date(hub.clock.at).toISOString(), until: new Date(after(hub.clock.at, days(7))).toISOString() }
  await assert.rejects(hub.plan({ ...PLAIN, between }), /agreed to no unannounced drills/)
  const agreed = { timezone: 'UTC', hours: { from: 600, to: 660 }, days: [5], holidays: null, closedOnHolidays: false, gap: 'wait' }
  Object.assign(hub.around.plan(), { drills: agreed })
  const id = await hub.plan({ ...PLAIN, between })
  const { dueAt } = await hub.drill(id)
  assert.equal(new Date(dueAt!).toISOString().slice(0, 13), '2026-03-06T10')
  assert.equal((await hub.shown(id)).due, null)
  hub.clock.at = after(dueAt!, minutes(1))
  Object.assign(hub.around.plan(), { drills: { ...agreed, days: [6] } })
  await hub.runs()
  assert.equal((await hub.drill(id)).why, 'The agreed hours have changed.')
})
