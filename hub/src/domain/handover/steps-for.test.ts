import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Instant } from '../instant.ts'
import { readPlaybook } from '../playbook/read-playbook.ts'
import { stepsFor } from './steps-for.ts'

const PLAYBOOKS = new URL('../../../../playbooks/', import.meta.url)
const templates = readdirSync(new URL('templates/en/', PLAYBOOKS)).map((file) => file.replace('.md', ''))
const { playbook } = readPlaybook(readFileSync(new URL('domain.yaml', PLAYBOOKS), 'utf8'), 'domain.yaml', { templates, actions: [] })
const first = (cause: string) =>
  stepsFor(playbook!, { finding: { cause, confidence: 0.95 }, hostingManaged: false, at: 0 as Instant }).map(({ id }) => id)[0]

test('of a playbook only the steps that fit the finding are named: a domain on hold is not asked to be renewed (DIA-1, REA-2)', () => {
  assert.equal(first('domain.expired'), 'ask-client')
  assert.match(first('domain.hold')!, /hold/)
  assert.notEqual(first('domain.redemption'), first('domain.expired'))
})
