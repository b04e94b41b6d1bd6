import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startLab } from '../../../../lab/src/lab.ts'
import type { Lab } from '../../../../lab/src/lab.ts'
import { baselineOf } from '../../domain/diagnosis/baseline.ts'
import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import type { Baseline, Evidence } from '../../domain/diagnosis/evidence.ts'
import { milliseconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { collectEvidence } from './collect.ts'
import type { Network } from '../../network/network.ts'
import { networkOf, planOf } from '../lab.double.ts'

const SITE = 'cornerbakery.example'
let lab: Lab
let network: Network
let good: Baseline

before(async () => {
  lab = await startLab()
  network = networkOf(lab)
  good = baselineOf(await collect(null), ['Fresh bread'])
})
after(() => lab.close())

const collect = (baseline: Baseline | null, host = SITE, deadlineMs = 5000): Promise<Evidence> =>
  collectEvidence({
    site: { registrar: null, hosting: null },
    url: `https://${host}/`,
    plan: planOf(lab),
    baseline,
    network,
    now: () => Date.now() as Instant,
    deadline: milliseconds(deadlineMs),
  })

const rows: readonly { fault: string; cause: string; without?: string; never?: readonly string[]; deadlineMs?: number }[] = [
  { fault: 'certificate-expired', cause: 'tls.expired' },
  { fault: 'certificate-not-yet-valid', cause: 'tls.not_yet_valid' },
  { fault: 'certificate-wrong-name', cause: 'tls.name_mismatch', never: ['dns.record_wrong'] },
  { fault: 'certificate-self-signed', cause: 'tls.self_signed' },
  { fault: 'certificate-chain', cause: 'tls.chain', never: ['tls.untrusted'] },
  { fault: 'server-stopped', cause: 'host.service_down', never: ['hosting.provider_outage'] },
  { fault: 'server-silent', cause: 'unknown', never: ['host.service_down'], deadlineMs: 700 },
  { fault: 'connection-reset', cause: 'host.service_down', never: ['tls.handshake'] },
  { fault: 'error-500', cause: 'unknown' },
  { fault: 'suspended', cause: 'hosting.suspended_unknown' },
  { fault: 'domain-expired', cause: 'domain.expired', never: ['dns.record_wrong', 'tls.name_mismatch'] },
  { fault: 'record-missing', cause: 'dns.record_missing' },
  { fault: 'record-wrong', cause: 'dns.record_wrong', never: ['tls.name_mismatch'] },
  { fault: 'content-missing', cause: 'unknown' },
  { fault: 'gzip-bomb', cause: 'unknown' },
  { fault: 'endless-headers', cause: 'unknown' },
  { fault: 'not-http', cause: 'unknown' },
]

for (const { fault, cause, never = [], deadlineMs } of rows) {
  test(`what breaks by ${fault} is ${cause}, with and without a last known good (DIA-1, DIA-2, DIA-4, DIA-6)`, async () => {
    await lab.order({ do: 'break', site: SITE, fault })
    try {
      for (const baseline of [good, null]) {
        const said = diagnose(await collect(baseline, SITE, deadlineMs))
        assert.equal(said.cause, cause, JSON.stringify(said))
        for (const id of never) assert.notEqual(said.cause, id)
      }
    } finally {
      await lab.order({ do: 'fix', site: SITE })
    }
  })
}

test('a well site gives a whole baseline: records, registration, certificate and page', async () => {
  const { missing, dns, registration, page } = await collect(null)
  assert.deepEqual(missing, [])
  assert.equal(dns?.delegationCode, 'found')
  assert.deepEqual(
    dns?.servers.map(({ verdict }) => verdict),
    ['ok', 'ok'],
  )
  assert.ok(registration?.found && registration.registrarExpires! > Date.now())
  assert.deepEqual(page?.transports.map(({ outcome }) => outcome), ['connected']) // prettier-ignore
  assert.deepEqual(good.dns?.a, page?.transports.map(({ address }) => address)) // prettier-ignore
  assert.equal(good.registration?.registrar, 'NameSilver')
  assert.ok(good.tls?.names?.includes(SITE))
  assert.equal(good.page?.title, 'Corner Bakery')
})

test('www is followed through its alias to the same site', async () => {
  const { dns, page } = await collect(null, `www.${SITE}`)
  assert.equal(dns?.zone, SITE)
  assert.equal(dns?.servers[0]?.cname, SITE)
  assert.equal(page?.status, 200)
})

test('a name that does not exist is known not to be delegated and not to be registered', async () => {
  const { dns, registration, page } = await collect(null, 'no-such-bakery.example')
  assert.equal(dns?.delegationCode, 'nxdomain')
  assert.equal(registration?.found, false)
  assert.equal(page?.failure, 'name_not_found')
})

test('what is late is named, and the deadline holds', async () => {
  await lab.order({ do: 'break', site: SITE, fault: 'server-silent' })
  const started = performance.now()
  const { page, dns } = await collect(null, SITE, 400)
  assert.ok(performance.now() - started < 5000)
  assert.match(page?.failure ?? 'timeout', /timeout/)
  assert.equal(dns?.delegationCode, 'found')
  await lab.order({ do: 'fix', site: SITE })
})
