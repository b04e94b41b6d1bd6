import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { infectedIn, scanFiles } from './scan-files.ts'
import { watchScans } from './watch-scans.ts'

const root = mkdtempSync(join(tmpdir(), 'allclear-scan-'))
after(() => rmSync(root, { recursive: true, force: true }))
const web = join(root, 'www')
const shell = join(web, 'shop.example', 'x.php')
mkdirSync(join(web, 'shop.example'), { recursive: true })
writeFileSync(shell, '<?php')

/** A scanner that says a thing and ends with a code. */
function scanner(name: string, lines: readonly string[], code: number) {
  const program = join(root, name)
  writeFileSync(program, `#!/bin/sh\n${lines.map((line) => `echo '${line}'`).join('\n')}\nexit ${code}\n`, { mode: 0o755 })
  return { program, args: [] }
}
function place(name: string) {
  const state = join(root, name)
  mkdirSync(state)
  return state
}

test('where no scanner is, nothing is known, and nothing is said to be clean (DIA-5)', async () => {
  const state = place('none')
  assert.equal(await scanFiles([web], state, [{ program: join(root, 'nowhere'), args: [] }]), 1)
  assert.equal(watchScans(state).last(), null)
})

test('what ClamAV finds is told once with its signature, and what it could not read is said (DIA-5)', async () => {
  const state = place('found')
  const scans = watchScans(state)
  await scanFiles([web], state, [scanner('finds', [`${shell}: Php.Webshell-1 FOUND`], 1)])
  const [event] = scans.look()
  assert.deepEqual([event?.kind, event?.lines], ['finding', [`${shell} is Php.Webshell-1`]])
  assert.deepEqual(scans.look(), [])
  await scanFiles([web], state, [scanner('blind', [`${shell}: Php.Webshell-1 FOUND`, 'LibClamAV Error: Can not open file'], 2)])
  assert.deepEqual(scans.look(), [], 'it is known')
  const { isWhole, says, infected } = scans.last()!
  assert.deepEqual([isWhole, infected.length], [false, 1])
  assert.match(says, /did not see everything: LibClamAV Error/)
})

test('a daemon that does not run has the other program stand in (DIA-5)', async () => {
  const state = place('stands-in')
  await scanFiles([web], state, [scanner('daemon', ['ERROR: Could not connect to clamd'], 2), scanner('alone', [], 0)])
  const { program, isWhole, infected } = watchScans(state).last()!
  assert.deepEqual([program, isWhole, infected], [join(root, 'alone'), true, []])
})

test('a file whose name poses as a finding of another is not believed (I-16)', () => {
  const said = `${web}/shop.example/a\n${web}/other.example/index.php: Evil FOUND\n/etc/passwd: Evil FOUND\n${shell}: odd: name: Win.Test FOUND`
  assert.deepEqual(infectedIn(said, [web]), [])
  assert.equal(infectedIn(`${shell}: Win.Test-6 FOUND`, [web]).length, 1)
})
