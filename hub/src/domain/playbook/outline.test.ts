import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { languageOf } from './language.ts'
import { outlineOf } from './outline.ts'
import { readPlaybook } from './read-playbook.ts'

const text = readFileSync(new URL('../../../../playbooks/tls.yaml', import.meta.url), 'utf8')
const around = {
  templates: ['still-working', 'certificate-investigating', 'certificate-escalated'],
  actions: ['certificate-renew', 'certbot'],
}

test('each step is drawn in words, with its line and what it waits for (REA-1)', () => {
  const outline = outlineOf(readPlaybook(text, 'tls', around).playbook!, text)
  const found = outline.find(({ id }) => id === 'ask-own-hosting')!
  assert.equal(text.split('\n')[found.line - 1]!.trim(), '- id: ask-own-hosting')
  assert.deepEqual({ ...found, line: 0 }, {
    ...{ id: 'ask-own-hosting', does: 'task', says: 'Ask our hosting support to issue the certificate', line: 0 },
    ...{ starts: 'when renew fails', follows: ['renew'], asks: ['not while recovered'] },
  }) // prettier-ignore
})

test('what the language offers to write is what it reads', () => {
  const { values } = languageOf(around)
  const step = (key: string, word: string) => `  - { id: a, start: at once, ${key}: [${word}], announce: { template: still-working } }`
  for (const [key, words] of Object.entries(values).filter(([key]) => /^step\.(until|only-if|unless)$/.test(key)))
    for (const { word } of words) {
      const { complaints } = readPlaybook(`playbook: x\ncauses: ["*"]\nsteps:\n${step(key.slice(5), word)}\n`, 'x', around)
      assert.deepEqual(complaints.filter(({ level }) => level === 'error'), [], `${key}: ${word}`) // prettier-ignore
    }
  for (const { word } of values['step.start']!) {
    const steps = `  - { id: a, start: ${word}, announce: { template: still-working } }`
    const { complaints } = readPlaybook(`playbook: x\ncauses: ["*"]\nsteps:\n${steps}\n`, 'x', around)
    assert.deepEqual(complaints.filter(({ level }) => level === 'error'), [], word) // prettier-ignore
  }
})
