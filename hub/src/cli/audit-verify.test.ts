import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { addAudit } from '../store/audit.ts'
import { openStore } from '../store/store.ts'
import { emptyDirectory, START } from '../store/stores.double.ts'
import { auditVerify } from './audit-verify.ts'

test('the log is followed beside a hub at work, and compared with ends that were kept elsewhere (I-53)', async (t) => {
  const data = emptyDirectory(t)
  let said = ''
  const out = { stdout: (text: string) => void (said = text), stderr: () => {} }
  const hub = await openStore({ file: join(data, 'allclear.sqlite') })
  t.after(() => hub.close())
  await addAudit(hub.db, { at: START, partner: null, who: 'ana', what: 'voted', about: 'incident 1' })
  assert.equal(await auditVerify({ data }, out), 0)
  assert.match(said, /^the house: 1 line up to number 1; its end is [0-9a-f]{16}\.\n$/)

  const file = join(data, 'ends.json')
  await writeFile(file, JSON.stringify({ chains: [{ partner: null, end: { n: 2, hash: 'of a line that is gone' } }] }))
  assert.equal(await auditVerify({ data, against: file, json: true }, out), 1)
  assert.deepEqual(JSON.parse(said).chains[0].breaks, [{ n: 2, what: 'missing' }])
  await assert.rejects(auditVerify({ data, against: join(data, 'none') }, out), { code: 'ends_unreadable' })
})
