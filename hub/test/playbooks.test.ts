import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAUSES, familyOf } from '../src/domain/diagnosis/taxonomy.ts'
import { choosePlaybook } from '../src/domain/playbook/choose.ts'
import { sayStart } from '../src/domain/playbook/say-step.ts'
import { loadLibrary } from '../src/library.ts'

const { playbooks } = await loadLibrary({})

test('every cause finds a playbook that is made for it; only what is no outage, or not known, goes to the default one (REA-1)', (t) => {
  const chosen = CAUSES.map(({ id }) => [id, choosePlaybook(playbooks, id)] as const)
  for (const [id, playbook] of chosen) {
    t.diagnostic(`${id} → ${playbook.id}`)
    const isOutage = !['unknown', 'false_alarm', 'maintenance'].includes(familyOf(id))
    assert.equal(playbook.id === 'default', !isOutage, id)
  }
})

test('whom a cause concerns first is who hears first in its playbook (COM-2)', () => {
  for (const { id, contact } of CAUSES) if (contact !== null) assert.equal(choosePlaybook(playbooks, id).firstContact, contact, id)
})

test('what was only suspended goes to no playbook that speaks of payment (REA-3)', () => {
  for (const id of ['hosting.suspended_unknown', 'hosting.suspended_abuse', 'hosting.unmapped']) {
    const told = choosePlaybook(playbooks, id).steps.flatMap(({ does }) => (does.do === 'message' ? [does.template] : []))
    assert.ok(!told.some((template) => template.startsWith('billing-')), id)
  }
})

test('a client of a capacity problem hears nothing before the partner has agreed (REA-5)', () => {
  const { steps } = choosePlaybook(playbooks, 'hosting.capacity')
  const toClient = steps.filter(({ does }) => (does.do === 'message' && does.to.includes('client')) || (does.do === 'approval' && does.from === 'client')) // prettier-ignore
  assert.deepEqual(toClient.map(({ id }) => id), ['ask-client', 'remind-client']) // prettier-ignore
  assert.equal(sayStart(toClient[0]!.start), 'when ask partner succeeds or when ask partner again succeeds')
  const asked = steps.find(({ id }) => id === 'ask-partner')!
  assert.equal(sayStart(asked.start), 'when offer known')
})
