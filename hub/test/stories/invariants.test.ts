import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { LAW_NAMES } from './laws.ts'

// What a single life cannot show is proved where it lives: in the words of a letter, the outbox, or the registry of addresses.
const ELSEWHERE: Readonly<Record<string, readonly [file: string, test: string]>> = {
  'I-33': ['hub/src/engine/respond/summarise.test.ts', 'who asked for no summaries gets none, and is written to all the same'],
  'I-35': ['hub/test/stories/random.test.ts', 'what was said can be said again from its event, to the byte'],
  'I-36': ['hub/src/domain/message/digest.test.ts', 'no address gets more in an hour than the policy allows'],
}

test('every invariant of playbooks, messages and the all clear has a law or a test (I-18 to I-41)', async () => {
  for (let n = 18; n <= 41; n++) {
    const name = `I-${n}`
    if (LAW_NAMES.some((law) => law.split(' ')[0] === name)) continue
    const [file, words] = ELSEWHERE[name] ?? assert.fail(`${name} has neither a law nor a test`)
    assert.ok((await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8')).includes(words), `${file} no longer says: ${words}`)
  }
})
