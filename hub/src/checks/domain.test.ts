import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { Network } from '../network/network.ts'
import { domain } from './domain.ts'
import { siteAt } from './site.double.ts'

const NOW = Date.UTC(2026, 2, 4) as Instant
const DAY = 86_400_000
const registered = (more: Partial<RegistrationEvidence> = {}): RegistrationEvidence => ({
  domain: 'shop.test',
  source: 'rdap',
  found: true,
  registrar: 'NameSilver',
  status: ['active'],
  registryExpires: (NOW + 400 * DAY) as Instant,
  registrarExpires: (NOW + 200 * DAY) as Instant,
  nameServers: [],
  changedAt: null,
  learntAt: NOW,
  retryAt: null,
  ...more,
})
const judged = async (found: RegistrationEvidence | null) => {
  const around = { network: {} as Network, now: () => NOW, signal: AbortSignal.timeout(1000), registrationOf: async () => found }
  const { state, code } = await domain.look(siteAt('https://shop.test/'), domain.options.parse({}), around)
  return `${state} ${code}`
}

test('a lapsed name is a warning while it still leads to the site, one taken out of the zone is down (MON-2, PRE-4)', async () => {
  assert.equal(await judged(registered()), 'up null')
  assert.equal(await judged(registered({ registrarExpires: (NOW + 20 * DAY) as Instant })), 'warning domain.expiring')
  assert.equal(await judged(registered({ registrarExpires: (NOW - DAY) as Instant })), 'warning domain.expired')
  assert.equal(await judged(registered({ status: ['client hold'] })), 'down domain.hold')
  assert.equal(await judged(registered({ status: ['redemption period'] })), 'down domain.redemption')
  assert.equal(await judged(registered({ found: false })), 'down domain.pending_delete')
  assert.equal(await judged(null), 'warning registration_unknown')
})
