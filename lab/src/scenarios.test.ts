import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { LabOrder } from '@allclear/wire/lab.ts'
import { startLab, type Lab } from './lab.ts'
import { SCENARIOS, SHARED_SCENARIOS } from './scenarios.ts'
import { WEBSITES } from './sites.ts'
import { Visitor } from './visitor.double.ts'

const ONLY_AN_AGENT_SEES = [69, 70, 71, 72, 73, 74]
/** A flood (what its provider says of it is a test of the cause), a window that overruns, a second break-in, a relapse. */
const A_MATTER_OF_TIME_OR_TRAFFIC = [51, 76, 88, 89]
let lab: Lab

before(async () => {
  lab = await startLab()
})
after(() => lab.close())

test('every scenario that needs no agent is a fault or an order of the lab', () => {
  const covered = new Set([...SCENARIOS, ...SHARED_SCENARIOS].map(({ row }) => row))
  const missing = Array.from({ length: 89 }, (_, index) => index + 1).filter((row) => !covered.has(row))
  assert.deepEqual(
    missing,
    [...ONLY_AN_AGENT_SEES, ...A_MATTER_OF_TIME_OR_TRAFFIC].toSorted((a, b) => a - b),
  )
})

test('every scenario fits a site of the lab and has a name that one can type', () => {
  const names = WEBSITES.map(({ name }) => name)
  for (const { fault, sites } of SCENARIOS) {
    assert.match(fault, /^[a-z0-9-]+(\/[a-z0-9-]+)?$/)
    assert.ok(sites.length > 0 && sites.every((site) => names.includes(site)), fault)
  }
  assert.deepEqual(
    lab.ready.sites[0]?.faults,
    SCENARIOS.map(({ fault }) => fault),
  )
})

test('every fault and every variant can be switched on in turn, and afterwards all sites are well', async () => {
  for (const { fault, sites } of SCENARIOS) await lab.order({ do: 'break', site: sites.at(-1)!, fault })
  for (const { orders } of SHARED_SCENARIOS) for (const order of orders) await lab.order(LabOrder.parse(order))
  const visitor = new Visitor(lab.ready)
  await lab.order({ do: 'canaries', state: 'well' })
  for (const site of [...WEBSITES.map(({ name }) => name), ...lab.ready.groups!.map(({ group }) => group)])
    await lab.order({ do: 'fix', site })
  for (const { name } of WEBSITES) assert.equal((await visitor.visit(`https://${name}/`)).status, 200, name)
})
