import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NOW, seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, days, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { ReportPolicy } from '../../domain/report/report-policy.ts'
import { listMessages } from '../../store/messages.ts'
import { findReport } from '../../store/reports.ts'
import { addTransition } from '../../store/transitions.ts'
import { approve } from './approve-reports.ts'
import { readReport } from './read-report.ts'
import { keepReports, sendReports } from './send-reports.ts'

const POLICY: ReportPolicy = { day: 3, minute: 540, clients: 'after-approval' }
const FIRST = Date.parse('2026-03-01T08:00:00Z') as Instant
const bo = { name: 'Bo Hart', role: null, mail: 'bo@cornerbakery.example', phone: null }

/** An agency whose clients have mailboxes, on the first of March, with a policy. */
async function agency(reports: ReportPolicy | null) {
  const seeded = seededPlan()
  const clients = Object.fromEntries(Object.entries(seeded.clients).map(([id, one]) => [id, { ...one, contacts: [bo] }]))
  const channels = { ...seeded.channels, mail: { host: '127.0.0.1', port: 25, secure: false } }
  const plan: Plan = { ...seeded, clients, reports, channels }
  const hub = await seededHub(plan)
  hub.clock.at = FIRST
  const room = { ...hub.around, loops: {}, onBug: (error: unknown) => assert.fail(String(error)) }
  const seen = new Set<string>()
  /** What was ordered by then, as `who <- subject`. */
  const reaches = async (at: Instant) => {
    hub.clock.at = at
    await keepReports(room, seen)
    await sendReports(room)
    return (await listMessages(hub.store.db, { partner: null, limit: 100 })).filter(({ template }) => template === 'report')
  }
  return { hub, plan, room, reaches }
}

test('reports leave once on their day, a client’s when the partner has said so, in its name and with it in copy (REV-3, COM-1)', async () => {
  const { hub, plan, reaches } = await agency(POLICY)
  assert.deepEqual(await reaches(FIRST), [], 'the day has not come')
  const early = await approve({ store: hub.store, plan }, { partner: 'fjord', month: '2026-02', by: 'liv', at: FIRST })
  assert.equal(early, 1)
  const third = await reaches(NOW)
  const heads = (letters: typeof third) =>
    letters.map(({ recipient: { audience, from, cc, address } }) => ({ audience, from, cc, address: address[0] }))
  const ours = 'Harbor Web Care <noc@harbor.example>'
  assert.deepEqual(
    heads(third.toReversed()).toSorted((a, b) => `${a.audience}${a.address}`.localeCompare(`${b.audience}${b.address}`)),
    [
      { audience: 'client', from: 'Fjord Digital <care@fjord.example>', cc: ['rosa@fjord.example'], address: 'bo@cornerbakery.example' },
      { audience: 'partner', from: ours, cc: [], address: 'rosa@brightside.example' },
      { audience: 'partner', from: ours, cc: [], address: 'rosa@fjord.example' },
      { audience: 'responder', from: ours, cc: [], address: 'noc@harbor.example' },
    ],
  )
  const toClient = third.find(({ recipient }) => recipient.audience === 'client')!
  assert.doesNotMatch(`${toClient.html} ${toClient.text}`, /brightside|harbor|bakery/i)
  assert.match(
    third.find(({ recipient }) => recipient.audience === 'partner')!.text,
    /Your clients get theirs once you have said so: \S+\/portal\/report\?month=2026-02/,
  )
  assert.equal((await reaches(after(NOW, days(1)))).length, third.length, 'once')
  const approving = { partner: 'brightside', month: '2026-02', by: 'rosa@brightside.example', at: after(NOW, days(1)) }
  assert.equal(await approve({ store: hub.store, plan }, approving), 2)
  assert.equal(await approve({ store: hub.store, plan }, approving), 0, 'a second word changes nothing')
  const letters = await reaches(after(NOW, days(2)))
  assert.deepEqual(letters.filter(({ recipient }) => recipient.audience === 'client').map(({ partner }) => partner).toSorted(), ['brightside', 'brightside', 'fjord']) // prettier-ignore
  await hub.store.close()
})

test('without a policy nothing is sent, and the numbers of the month are kept all the same', async () => {
  const { hub, reaches } = await agency(null)
  assert.deepEqual(await reaches(NOW), [])
  assert.equal((await findReport(hub.store.db, { partner: 'brightside', client: null }, '2026-02'))?.report.incidents.length, 1)
  await hub.store.close()
})

test('a closed month stays as it was when asked again, and says what is known otherwise since (REV-3)', async () => {
  const { hub, plan, reaches } = await agency(null)
  await reaches(NOW)
  const scope = { partner: 'brightside', client: 'river-dental' }
  const ask = () => readReport({ store: hub.store, plan }, scope, '2026-02', after(NOW, days(3)))
  const first = await ask()
  assert.deepEqual([first.corrections, first.report.madeAt], [[], NOW])
  const result = {
    state: 'up',
    code: null,
    class: null,
    at: after(NOW, (days(-9) + minutes(20)) as never),
    tookMs: 1,
    facts: {},
    diary: [],
  } as const
  await addTransition(hub.store.db, {
    partner: 'brightside',
    site: 'riverdental.example',
    monitor: 'riverdental.example/http',
    location: 'hub',
    result,
  })
  const again = await ask()
  assert.deepEqual(again.report, first.report)
  assert.deepEqual(again.corrections, [{ what: 'down', of: 'riverdental.example', was: minutes(48), now: minutes(20) }])
  await hub.store.close()
})
