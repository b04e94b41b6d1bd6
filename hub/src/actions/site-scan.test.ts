import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Scan } from '../domain/diagnosis/scan.ts'
import { siteScan } from './site-scan.ts'

/** Runs the action over what each look in turn comes to. */
async function scanning(...looks: Scan[]) {
  let taken = 0
  const scan = async () => looks[taken++] ?? assert.fail('one look too many')
  const end = await siteScan.run({ scan, signal: new AbortController().signal } as Parameters<typeof siteScan.run>[0])
  return { ...end, taken }
}

test('a scan that is sure marks what it has found, whichever it is (REA-7)', async () => {
  assert.deepEqual(await scanning({ found: 'clean', says: 'Nothing.' }), { result: 'done', output: 'Nothing.', mark: 'cleaned', taken: 1 })
  assert.deepEqual(await scanning({ found: 'infected', says: 'Malware.' }), { result: 'done', output: 'Malware.', mark: 'reinfected', taken: 1 }) // prettier-ignore
})

test('a scan that is not sure looks once more, and then leaves it to a person', async () => {
  const unsure: Scan = { found: 'unsure', says: 'The pages could not be seen whole.' }
  assert.equal((await scanning(unsure, { found: 'clean', says: 'Nothing.' })).mark, 'cleaned')
  const { result, mark, taken, output } = await scanning(unsure, unsure)
  assert.deepEqual([result, mark, taken], ['failed', undefined, 2])
  assert.match(output, /could not say whether the site is clean/)
})
