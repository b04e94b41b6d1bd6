import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import { after, test } from 'node:test'
import { foundAuthority } from '../../../lab/src/authority.ts'
import type { CertificateFlaw } from '../../../lab/src/authority.ts'
import { answering, disposable, listen, startDns, zone } from '../network/loopback.double.ts'
import type { Closable } from '../network/loopback.double.ts'
import type { Check } from './check.ts'
import { http } from './http.ts'
import { look, siteAt } from './site.double.ts'
import { tls } from './tls.ts'

const DAY = 86_400_000
const authority = await foundAuthority()
const dns = await startDns(zone({ 'shop.test': ['127.0.0.1'] }))
after(() => dns[Symbol.asyncDispose]())

async function serve(flaw?: CertificateFlaw): Promise<Closable> {
  const server = createServer(await authority.issue({ names: ['shop.test'], flaw }), (_, response) => void response.end('Fresh bread'))
  return disposable(server, '127.0.0.1', () => server.closeAllConnections())
}
const lookAt = (check: Check, server: Closable, more: { now?: number; options?: unknown; deadlineMs?: number } = {}) =>
  look(check, siteAt('https://shop.test/'), {
    plan: { resolvers: [dns.address], ports: { 443: server.port } },
    trustedCa: authority.rootPem,
    ...more,
  })

test('a good certificate is up, with its facts (MON-2)', async () => {
  await using server = await serve()
  const seen = await lookAt(tls, server)
  assert.deepEqual([seen.state, seen.code, seen.facts['daysLeft'], seen.facts['names']], ['up', null, 89, 'shop.test'])
  assert.equal((await lookAt(http, server)).state, 'up')
})

test('less than a third of its lifetime left is a warning, not a failure (MON-2)', async () => {
  await using server = await serve()
  const at61 = await lookAt(tls, server, { now: Date.now() + 61 * DAY })
  assert.deepEqual([at61.state, at61.code, at61.class], ['warning', 'tls.expiring', null])
  assert.equal((await lookAt(tls, server, { now: Date.now() + 59 * DAY })).state, 'up')
  assert.equal((await lookAt(tls, server, { now: Date.now() + 61 * DAY, options: { 'warn-below': 0.1 } })).state, 'up')
})

const FLAWS: readonly [CertificateFlaw, string, string][] = [
  ['expired', 'tls.expired', 'deterministic'],
  ['not-yet-valid', 'tls.not_yet_valid', 'deterministic'],
  ['wrong-name', 'tls.name_mismatch', 'deterministic'],
  ['self-signed', 'tls.self_signed', 'deterministic'],
  ['missing-intermediate', 'tls.chain', 'tls'],
]
for (const [flaw, code, failure] of FLAWS) {
  test(`a certificate that is ${flaw} is down by its cause for the tls and the http check alike: ${code} (MON-2)`, async () => {
    await using server = await serve(flaw)
    for (const check of [tls, http]) {
      const seen = await lookAt(check, server)
      assert.deepEqual([seen.state, seen.code, seen.class], ['down', code, failure], check.kind)
      assert.equal(typeof seen.facts['tlsCode'], 'string')
    }
    if (flaw === 'expired') assert.equal((await lookAt(tls, server)).facts['expired'], 'leaf')
  })
}

test('no TLS at all, silence and a refused connection are three failures', async () => {
  await using plain = await answering('HTTP/1.1 400 Bad Request\r\n\r\n')
  const closed = await listen(() => {})
  await closed[Symbol.asyncDispose]()
  await using silent = await listen(() => {})
  for (const check of [tls, http]) {
    const spoken = await lookAt(check, plain)
    assert.deepEqual([spoken.code, spoken.class], ['tls.handshake', 'tls'])
    const refused = await lookAt(check, closed)
    assert.deepEqual([refused.code, refused.class], ['connection_refused', 'refused'])
    const waited = await lookAt(check, silent, { deadlineMs: 150 })
    assert.deepEqual([waited.code, waited.class], ['tls_timeout', 'timeout'])
  }
})
