import assert from 'node:assert/strict'
import { test } from 'node:test'
import { familyOf, sshOf } from './read-hardening.ts'

test('who may log in with a password is read as sshd reads it: the first word counts, and Match blocks are for some only (PRE-1)', () => {
  assert.deepEqual(sshOf('PasswordAuthentication no\nPermitRootLogin yes\nPasswordAuthentication yes\n'), { passwords: false, root: 'yes' })
  assert.deepEqual(sshOf('# PasswordAuthentication no\nMatch User a\n  PasswordAuthentication no\n'), { passwords: true, root: 'prohibit-password' }) // prettier-ignore
  assert.equal(sshOf(null), null)
  assert.deepEqual([familyOf('ID=ubuntu\nID_LIKE=debian'), familyOf('ID="rocky"\nID_LIKE="rhel centos fedora"'), familyOf('ID=arch')], ['debian', 'rhel', 'other']) // prettier-ignore
})
