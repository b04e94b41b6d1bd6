import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explains } from './explains.ts'
import { isCause } from './taxonomy.ts'

test('what explains and what is explained are causes, and nothing explains itself or what explains it', () => {
  for (const [cause, others] of Object.entries(explains)) {
    assert.ok(isCause(cause), cause)
    for (const other of others) {
      assert.ok(isCause(other), `${cause} explains ${other}`)
      assert.notEqual(other, cause)
      assert.ok(!(explains[other] ?? []).includes(cause), `${cause} and ${other} explain each other`)
    }
  }
})

for (const [cause, other] of [
  ['domain.expired', 'tls.name_mismatch'],
  ['domain.hold', 'dns.record_missing'],
  ['dns.ns_moved_records_missing', 'dns.lame'],
  ['dns.record_wrong', 'hosting.unmapped'],
  ['dns.proxy_conflict', 'app.redirect_loop'],
  ['hosting.provider_outage', 'host.service_down'],
  ['hosting.billing', 'hosting.suspended_unknown'],
  ['host.disk_full', 'app.db_connect'],
  ['hosting.capacity', 'app.db_connect'],
  ['security.malware', 'security.redirect'],
] as const) {
  test(`${cause} also shows as ${other}`, () => assert.ok(explains[cause]!.includes(other)))
}
