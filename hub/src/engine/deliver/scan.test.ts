import assert from 'node:assert/strict'
import { after as afterAll, before, test } from 'node:test'
import { startLab } from '../../../../lab/src/lab.ts'
import type { Lab } from '../../../../lab/src/lab.ts'
import { beginIncident } from '../../domain/incident/begin.ts'
import type { Happening, Pinned } from '../../domain/incident/incident.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { addExecution } from '../../store/executions.ts'
import { insertIncident } from '../../store/incidents.ts'
import { openStore } from '../../store/store.ts'
import { actDue } from '../respond/act.ts'
import { networkOf, planOf } from '../lab.double.ts'

const SITE = 'cornerbakery.example'
let lab: Lab

before(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

/** What an incident hears of a scan that its playbook has ordered. */
async function heardOfScan(): Promise<Happening | undefined> {
  const store = await openStore({})
  const now = Date.now() as Instant
  const first = { id: '7', site: SITE, partner: 'brightside', detectedAt: now, pinned: {} as Pinned, earlier: null }
  const ordered = { partner: 'brightside', incident: 7, step: 'rescan', run: 'site-scan', on: 'hosting', dueAt: now }
  await store.transaction(async (tx) => {
    await insertIncident(tx, beginIncident(first), 1)
    await addExecution(tx, { ...ordered, endsBy: after(now, minutes(1)) })
  })
  const heard: Happening[] = []
  const site = { id: SITE, partner: 'brightside', url: `https://${SITE}/`, hosting: null, dns: null, registrar: null, host: null }
  await actDue({
    store,
    clock: { now: () => now },
    plan: () => ({ sites: { [SITE]: site }, providers: {}, network: planOf(lab) }) as unknown as Plan,
    secrets: () => new Map(),
    outside: networkOf(lab),
    onBug: (error) => assert.fail(String(error)),
    respond: async (_, __, happening) => void heard.push(happening),
    page: async () => {},
  })
  await store.close()
  return heard[0]
}

test('a scan that a playbook orders sees the site as visitors and search engines do, and tells what it has found (REA-7)', async () => {
  const clean = await heardOfScan()
  assert.ok(clean?.type === 'action-ended')
  assert.deepEqual([clean.result, clean.mark, clean.step], ['done', 'cleaned', 'rescan'], clean.output)
  await lab.order({ do: 'break', site: SITE, fault: 'cloaked-spam' })
  const infected = await heardOfScan()
  assert.ok(infected?.type === 'action-ended')
  assert.deepEqual([infected.result, infected.mark], ['done', 'reinfected'], infected.output)
})
