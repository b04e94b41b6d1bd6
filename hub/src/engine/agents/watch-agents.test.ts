import assert from 'node:assert/strict'
import { after as afterAll, test } from 'node:test'
import { seededHub } from '../../../test/seeded-hub.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Plan, Site } from '../../domain/plan/plan.ts'
import { hearAgent, placeAgent } from '../../store/agents.ts'
import { addHostEvent } from '../../store/host-events.ts'
import { listMessages } from '../../store/messages.ts'
import type { Room } from '../room.ts'
import type { Surroundings } from '../check/surroundings.ts'
import { hostEvidence, tellSilence } from './watch-agents.ts'

const seeded = seededPlan()
const site: Site = { ...seeded.sites['cornerbakery.example']!, host: 'web-1' }
const plan = {
  ...seeded,
  hosts: { 'web-1': { id: 'web-1', name: 'Web 1' } },
  escalation: [{ notify: 'ana', by: ['voice'], wait: minutes(5), repeat: 1, only: null }],
  channels: { ...seeded.channels, mail: { host: '127.0.0.1', port: 1, secure: false } },
} as Plan
const hub = await seededHub(plan)
afterAll(() => hub.store.close())
const room = { ...hub, plan: () => plan, secrets: () => new Map([['channels.mail.smtp', 'x']]), loops: {} } as unknown as Room
let failing = 0
const surroundings = { onHost: () => ({ sites: 2, failing }) } as unknown as Surroundings
const state = { version: '1', sample: null, faulty: [], allows: [], levels: {} }
const start = hub.clock.at
await placeAgent(hub.store.db, { host: 'web-1', id: 'a', publicKey: 'k', at: start })
const speaks = (number: number) =>
  hearAgent(hub.store.db, { host: 'web-1', id: 'a', number, boot: 'b', at: hub.clock.at, missed: 0, state })
const told = async () => (await listMessages(hub.store.db, { limit: 20 })).filter(({ template }) => template === 'agent-silent')

test('an agent that is silent while its sites are well is told once, by mail, as a fault of the agent (I-9)', async () => {
  await tellSilence(room, surroundings, after(start, minutes(60)))
  assert.deepEqual(await told(), [], 'one that never spoke is not silent')
  await speaks(1)
  for (const minute of [4, 6, 20]) await tellSilence(room, surroundings, after(start, minutes(minute)))
  assert.deepEqual((await told()).map(({ recipient }) => recipient.channel), ['mail']) // prettier-ignore
  assert.match((await told())[0]!.text, /sites on Web 1 are well, so it is the agent or its way to the hub/)
  hub.clock.at = after(start, minutes(30))
  await speaks(2)
  failing = 2
  await tellSilence(room, surroundings, after(start, minutes(40)))
  assert.match((await told())[0]!.text, /2 of the sites on Web 1 fail as well: the host itself may be down/)
})

test('evidence of silence counts from a start of the hub or a jump of its clock: nobody is silent before there was time to speak (I-9)', async () => {
  const now = after(start, minutes(50))
  const silentFor = async (freshSince: typeof now) =>
    (await hostEvidence({ ...room, clock: { now: () => now } }, surroundings, site, freshSince))?.silentFor
  assert.equal(await silentFor(now), null)
  assert.equal(await silentFor(after(start, minutes(10))), minutes(20))
})

test('what the logs of the host said in the last minutes is evidence; on a server that others share, only what names the site (MON-7)', async () => {
  const now = after(start, minutes(50))
  const log = async (ago: number, says: string, kind = 'log') =>
    hub.store.transaction((tx) =>
      addHostEvent(tx, 'web-1', { at: after(now, minutes(-ago)), kind, says, lines: [says], moments: [] }, start),
    )
  await log(40, 'long ago')
  await log(3, 'a burst')
  await log(2, 'somebody logged in', 'login')
  await log(1, '/var/log/nginx/cornerbakery.example-error.log: a burst')
  const shared = { ...plan, sites: { ...plan.sites, other: { ...site, id: 'other', partner: 'another' } } } as Plan
  const seen = async (of: Plan) =>
    (await hostEvidence({ ...room, plan: () => of, clock: { now: () => now } }, surroundings, site, start))!.log!.map(({ says }) => says)
  assert.deepEqual(await seen({ ...plan, sites: { [site.id]: site } } as Plan), ['/var/log/nginx/cornerbakery.example-error.log: a burst', 'a burst']) // prettier-ignore
  assert.deepEqual(await seen(shared), ['/var/log/nginx/cornerbakery.example-error.log: a burst'])
})
