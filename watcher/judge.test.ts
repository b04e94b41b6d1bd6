import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, NOTHING_WRONG } from './judge.ts'
import type { Look } from './judge.ts'

const SECOND = 1000

/** What is paged over looks ten seconds apart, each with its second. */
function pagesOf(hubs: readonly Look['hub'][]): string[] {
  let memory = NOTHING_WRONG
  return hubs.flatMap((hub, n) => {
    const after = judge(memory, { at: n * 10 * SECOND, hub, why: 'The deliver loop is stuck.' })
    memory = after.memory
    return after.page ? [`${n * 10} s: ${after.page.subject}`] : []
  })
}

const times = <T>(n: number, what: T): T[] => Array.from({ length: n }, () => what)

test('a hub that is restarted within two looks wakes nobody (MON-9)', () => {
  assert.deepEqual(pagesOf(['well', 'silent', 'silent', 'well', 'silent', 'well']), [])
})

test('the third wrong look in a row pages, once, and the return is told once', () => {
  assert.deepEqual(pagesOf(['well', 'silent', 'silent', 'silent', 'silent', 'well', 'well']), [
    '30 s: Allclear does not answer',
    '50 s: Allclear works again',
  ])
})

test('a hub that answers and does no work is as wrong as a silent one', () => {
  assert.deepEqual(pagesOf(['wedged', 'silent', 'wedged']), ['20 s: Allclear does not do its work'])
})

test('what stays wrong is said again every fifteen minutes', () => {
  assert.deepEqual(pagesOf(times(200, 'silent' as const)), [
    '20 s: Allclear does not answer',
    '920 s: Allclear does not answer',
    '1820 s: Allclear does not answer',
  ])
})
