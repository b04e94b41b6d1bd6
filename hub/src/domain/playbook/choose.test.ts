import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choosePlaybook } from './choose.ts'
import type { Playbook } from './playbook.ts'

const book = (id: string, ...causes: string[]): Playbook => ({
  id,
  version: 1,
  title: id,
  causes,
  firstContact: 'client',
  severity: 'major',
  stableFor: 900_000 as Playbook['stableFor'],
  steps: [],
})
const builtIn = [book('default', '*'), book('tls', 'tls.*'), book('chain', 'tls.chain')]
const chosen = (cause: string, ...sets: Playbook[][]) => choosePlaybook([...sets, builtIn], cause).id

test('an id goes before a family, and a family before the rest (REA-1)', () => {
  assert.equal(chosen('tls.chain'), 'chain')
  assert.equal(chosen('tls.expired'), 'tls')
  assert.equal(chosen('dns.lame'), 'default')
  assert.equal(chosen('unknown'), 'default')
})

test('all of an operator’s own playbooks go before all built-in ones', () => {
  assert.equal(chosen('tls.chain', [book('ours', 'tls.*')]), 'ours')
  assert.equal(chosen('dns.lame', [book('ours', 'tls.*')]), 'default')
  assert.equal(chosen('tls.chain', [book('catch-all', '*')]), 'catch-all')
})

test('a cause that no playbook covers is said, not guessed', () => {
  assert.throws(() => choosePlaybook([[book('tls', 'tls.*')]], 'dns.lame'), /no playbook covers the cause dns.lame/)
})
