import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Order } from '@allclear/wire/agent.ts'
import { HOST_ACTIONS } from '@allclear/wire/host-actions.ts'
import type { HostActionId } from '@allclear/wire/host-actions.ts'
import { dice } from '../../../test/stories/dice.ts'
import type { Happening } from '../../domain/incident/incident.ts'
import { minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { endOrder, findOrder, giveOrders, waitingOrders } from '../../store/agent-orders.ts'
import { placeAgent } from '../../store/agents.ts'
import { listAudit } from '../../store/audit.ts'
import { openStore } from '../../store/store.ts'
import { agree, decline, placeOrder } from './place-order.ts'
import type { NewOrder, Placing } from './place-order.ts'

const PEOPLE = ['ana', 'ben', 'kofi'] as const
const SITE = '/var/www/cornerbakery.example'

async function desk(t: TestContext) {
  const store = await openStore({})
  t.after(() => store.close())
  let at = Date.parse('2026-03-01T03:10:00Z') as Instant
  const [said, paged] = [[] as Happening[], [] as string[]]
  const around: Placing = {
    store,
    clock: { now: () => at },
    plan: () => ({ hosts: { 'web-1': { name: 'Web 1' } }, people: { ana: { name: 'Ana' }, ben: { name: 'Ben' }, kofi: { name: 'Kofi' } } }) as unknown as Plan, // prettier-ignore
    async respond(_, __, happening, first) {
      if (await store.transaction(first!)) said.push(happening)
    },
    page: async (_, { text }) => void paged.push(text),
  }
  await store.transaction((tx) => placeAgent(tx, { host: 'web-1', id: 'a1', publicKey: '', at }))
  const clean = { action: 'clean-core', args: { site: SITE }, dryRun: false, incident: { partner: 'brightside', number: 7 } }
  const given = () => store.transaction(async (tx) => (await giveOrders(tx, 'web-1', at)).map((body) => JSON.parse(body) as Order))
  return {
    ...{ around, store, said, paged, given },
    pass: (span: number) => void (at = (at + span) as Instant),
    ask: (person: string | null, more: Partial<NewOrder> = {}) =>
      placeOrder(around, 'web-1', { ...clean, by: person ?? 'playbook', person, ...more }),
    /** The host reports how its dry run went. */
    async tries(id: string, result = 'done') {
      const dry = (await findOrder(store.db, id))!.dryRun!
      await given()
      await store.transaction((tx) => endOrder(tx, 'web-1', dry, { result, output: 'Put aside …', at }))
    },
  }
}
const codeOf = (work: Promise<unknown>) => work.then(() => null, (error: { code: string }) => error.code) // prettier-ignore

test('what one person asks for waits until another has read what it would do, and says yes (REA-11)', async (t) => {
  const { around, ask, tries, given, said, paged, store } = await desk(t)
  const { id, waits } = await ask('ana')
  assert.ok(waits)
  assert.deepEqual((await given()).map(({ action, dryRun }) => [action, dryRun]), [['clean-core', true]], 'nothing but the dry run goes out') // prettier-ignore
  assert.equal(await codeOf(agree(around, id, 'ben')), 'dry_run_missing')
  await tries(id)
  assert.equal(await codeOf(agree(around, id, 'ana')), 'order_needs_another')
  assert.deepEqual(await agree(around, id, 'ben'), { id, waits: false })
  assert.deepEqual((await given()).map(({ id: one, dryRun, by }) => [one, dryRun, by]), [[id, false, 'ana and ben']]) // prettier-ignore
  assert.equal(await codeOf(agree(around, id, 'kofi')), 'order_not_waiting')
  const about = `clean-core site=${SITE} on Web 1`
  assert.deepEqual(said, [
    { type: 'order-said', state: 'asked', text: `Ana asks for ${about}. Somebody else must agree.` },
    { type: 'order-said', state: 'approved', text: `Ben agrees to ${about}.` },
  ])
  assert.deepEqual(paged, [`Ana asks for ${about}. Somebody else must agree.`])
  const audit = (await listAudit(store.db, { limit: 10 })).map(({ who, what }) => `${who} ${what}`)
  assert.deepEqual(audit, ['ben order-agreed', 'ana order-asked'])
})

test('what a playbook asks for takes two people, the same one twice is one, and asked again it is the same order (REA-11)', async (t) => {
  const { around, ask, tries, given } = await desk(t)
  const { id } = await ask(null, { askedFor: 'brightside/7/clean/1/1/clean-core' })
  assert.equal((await ask(null, { askedFor: 'brightside/7/clean/1/1/clean-core' })).id, id)
  await tries(id)
  assert.deepEqual(await agree(around, id, 'ana'), { id, waits: true })
  const both = await Promise.all([codeOf(agree(around, id, 'ana')), codeOf(agree(around, id, 'ana'))])
  assert.deepEqual(both, ['order_needs_another', 'order_needs_another'])
  assert.deepEqual(await given(), [])
  await Promise.all([codeOf(agree(around, id, 'ben')), codeOf(agree(around, id, 'kofi'))])
  assert.equal((await given()).length, 1)
})

test('a no, a host that cannot, and half an hour without a yes each end it (REA-11)', async (t) => {
  const { around, ask, tries, given, pass, store } = await desk(t)
  const refused = await ask('ana')
  await tries(refused.id)
  await decline(around, refused.id, 'ben')
  assert.equal((await findOrder(store.db, refused.id))!.result, 'refused by Ben')
  assert.equal(await codeOf(agree(around, refused.id, 'kofi')), 'order_not_waiting')
  const widened = await ask('ana')
  await tries(widened.id, 'refused: not_allowed_here')
  assert.equal((await findOrder(store.db, widened.id))!.result, 'refused: not_allowed_here')
  const late = await ask('ana')
  await tries(late.id)
  pass(minutes(30))
  assert.equal(await codeOf(agree(around, late.id, 'ben')), 'order_not_waiting')
  assert.deepEqual([await given(), await waitingOrders(store.db, around.clock.now(), 10)], [[], []])
})

test('an order that no agent knows, or with other arguments, is refused with what to write (REA-11)', async (t) => {
  const { ask, given } = await desk(t)
  assert.equal(await codeOf(ask('ana', { action: 'shell', args: {} })), 'order_action_unknown')
  await assert.rejects(ask('ana', { args: { site: '../etc' } }), {
    code: 'order_arguments_wrong',
    fix: 'Write site=/var/www/shop.example.',
  })
  assert.deepEqual(await ask('ana', { action: 'restart-service', args: { unit: 'nginx' } }).then(({ waits }) => waits), false)
  assert.equal((await given()).length, 1)
})

test('in 300 tangled lives no host is told to do what takes two, unless two different people said yes in time (REA-11)', async (t) => {
  const { around, ask, tries, given, pass } = await desk(t)
  const two = (Object.keys(HOST_ACTIONS) as HostActionId[]).filter((id) => HOST_ACTIONS[id].twoPeople)
  let sent = 0
  for (let seed = 1; seed <= 300; seed++) {
    const roll = dice(seed)
    const action = roll.one(two)
    const args = Object.fromEntries(Object.entries(HOST_ACTIONS[action].takes).map(([name, { example }]) => [name, example as string]))
    const asker = roll.one([...PEOPLE, null])
    const { id } = await ask(asker, { action, args })
    const yes = new Set<string>(asker === null ? [] : [asker])
    let isOver = false
    for (let n = 0; n < 6; n++) {
      const person = roll.one(PEOPLE)
      const deed = roll.upTo(8)
      if (deed < 2) await tries(id)
      else if (deed < 6 && (await codeOf(agree(around, id, person))) === null) {
        assert.ok(!isOver && !(yes.size < 2 && yes.has(person)), `seed ${seed}: ${person} said yes twice, or too late`)
        yes.add(person)
      } else if (deed === 6 && (await codeOf(decline(around, id, person))) === null) isOver = true
      else if (deed === 7) pass(minutes(roll.upTo(20)))
      const out = (await given()).filter((order) => order.id === id && !order.dryRun)
      assert.ok(out.length === 0 || yes.size >= 2, `seed ${seed}: ${action} went out with ${[...yes].join(', ')}`)
      sent += out.length
    }
    pass(minutes(31))
  }
  assert.ok(sent > 20, `only ${sent} were sent at all`)
})
