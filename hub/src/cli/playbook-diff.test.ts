import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { loadLibrary } from '../library.ts'
import { addPlaybookVersion } from '../store/playbooks.ts'
import { openStore } from '../store/store.ts'
import { playbookDiff } from './playbook-diff.ts'
import { playbookList } from './playbook-list.ts'

const listening = () => {
  const heard = { stdout: '', stderr: '' }
  return { heard, out: { stdout: (text: string) => void (heard.stdout += text), stderr: (text: string) => void (heard.stderr += text) } }
}

test('without a running hub what was saved is read from its data: the list names the version, and of two the difference is printed (REV-2)', async () => {
  const data = await mkdtemp(join(tmpdir(), 'allclear-diff-'))
  const text = (await loadLibrary({})).sources.get('tls')!
  const store = await openStore({ file: join(data, 'allclear.sqlite') })
  const body = text.replace('15m after confirmed', '20m after confirmed')
  const saved = { at: Date.parse('2026-03-04T16:00:00Z') as Instant, by: 'ana', reason: 'Too early.', incident: 7, first: 2 }
  await store.transaction((tx) => addPlaybookVersion(tx, 'operator', { ...saved, playbook: 'tls', body, file: `# once\n${text}` }))
  await store.close()

  const diff = listening()
  assert.equal(await playbookDiff('tls@file', 'tls@2', { data }, diff.out), 1)
  assert.match(diff.heard.stdout, /^…\n[^]* - +start: 15m after confirmed[^]* \+ +start: 20m after confirmed[^]*…\n$/)
  const same = listening()
  assert.equal(await playbookDiff('tls@2', 'tls@2', { data, json: true }, same.out), 0)
  assert.deepEqual([JSON.parse(same.heard.stdout).playbook, same.heard.stderr], ['tls', ''])
  await assert.rejects(playbookDiff('tls@2', 'dns@2', { data }, same.out), { code: 'playbook_other' })
  await assert.rejects(playbookDiff('tls', 'tls@2', { data }, same.out), { code: 'playbook_version_unknown' })

  const list = listening()
  assert.equal(await playbookList({ data }, list.out), 0)
  assert.match(list.heard.stdout, /^tls .* Certificate error \(version 2, ana, 2026-03-04: Too early\.\)$/m)
  assert.match(list.heard.stderr, /^tls: its file was changed after/)
  await rm(data, { recursive: true })
})
