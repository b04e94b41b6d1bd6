import assert from 'node:assert/strict'
import { createServer } from 'node:tls'
import { after, test } from 'node:test'
import { foundAuthority } from '../../../lab/src/authority.ts'
import type { CertificateFlaw } from '../../../lab/src/authority.ts'
import { Problem } from '../problem.ts'
import { createNetwork } from './create-network.ts'
import { answering, disposable, listen, loopbackPlan, startDns, zone } from './loopback.double.ts'
import type { Closable } from './loopback.double.ts'

const authority = await foundAuthority()
const dns = await startDns(zone({ 'shop.test': ['127.0.0.1'] }))
after(() => dns[Symbol.asyncDispose]())

const soon = () => AbortSignal.timeout(150)
const later = () => AbortSignal.timeout(2500)
const towards = (port: number, trustedCa: string | null = authority.rootPem) =>
  createNetwork({ plan: loopbackPlan({ resolvers: [dns.address], ports: { 443: port } }), trustedCa })

async function serve(
  order: { flaw?: CertificateFlaw; names?: readonly string[]; addresses?: readonly string[]; maxVersion?: 'TLSv1.1' } = {},
): Promise<Closable> {
  const { flaw, names = ['shop.test'], addresses = [], maxVersion } = order
  const { key, cert } = await authority.issue({ names, addresses, flaw })
  const old = maxVersion ? { maxVersion, minVersion: 'TLSv1' as const, ciphers: 'DEFAULT@SECLEVEL=0' } : {}
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer({ key, cert, ...old }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'))
  })
  server.on('tlsClientError', () => {})
  return disposable(server, '127.0.0.1', () => sockets.forEach((socket) => socket.destroy()))
}
const shake = (port: number, trustedCa?: string | null, host = 'shop.test', signal = later()) =>
  towards(port, trustedCa).handshake({ host, port: 443, servername: host }, { signal })

test('a good certificate is trusted through the configured authority, and its facts are told (MON-2)', async () => {
  await using server = await serve()
  const seen = await shake(server.port)
  assert.ok(seen.ok)
  assert.deepEqual([seen.authorized, seen.code, seen.nameMatches, seen.protocol, seen.address], [true, null, true, 'TLSv1.3', '127.0.0.1'])
  const leaf = seen.chain[0]!
  assert.deepEqual([leaf.subject, leaf.names, leaf.selfSigned], ['CN=shop.test', ['shop.test'], false])
  assert.match(leaf.issuer, /CN=Lab Issuing CA/)
  assert.match(leaf.fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  assert.ok(leaf.validFrom < Date.now() && leaf.validTo > Date.now())
  assert.match(seen.chain[1]!.subject, /Lab Issuing CA/)
})

const FLAWS: readonly [CertificateFlaw, string][] = [
  ['expired', 'CERT_HAS_EXPIRED'],
  ['not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['missing-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
]
for (const [flaw, code] of FLAWS) {
  test(`a certificate that is ${flaw}: ${code}, with its facts, and no page is read (MON-2)`, async () => {
    await using server = await serve({ flaw })
    const seen = await shake(server.port)
    assert.ok(seen.ok)
    assert.deepEqual([seen.authorized, seen.code, seen.nameMatches], [false, code, flaw !== 'wrong-name'])
    assert.equal(seen.chain[0]!.selfSigned, flaw === 'self-signed')
    const page = await towards(server.port).request({ url: 'https://shop.test/' }, { signal: later() })
    assert.deepEqual(!page.ok && [page.code, page.tlsCode, page.afterBody], ['tls_failed', code, false])
    const asEvidence = await towards(server.port).request({ url: 'https://shop.test/', insecure: true }, { signal: later() })
    assert.equal(asEvidence.ok && asEvidence.body, 'hello')
  })
}

test('an authority nobody told us of is not trusted', async () => {
  await using server = await serve()
  const seen = await shake(server.port, null)
  assert.deepEqual(seen.ok && [seen.authorized, seen.code], [false, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'])
})

test('a page over https is read', async () => {
  await using server = await serve()
  const page = await towards(server.port).request({ url: 'https://shop.test./' }, { signal: later() })
  assert.equal(page.ok && page.body, 'hello')
})

test('a certificate for an address is good for that address', async () => {
  await using server = await serve({ names: ['other.test'], addresses: ['127.0.0.1'] })
  const seen = await shake(server.port, authority.rootPem, '127.0.0.1')
  assert.equal(seen.ok && seen.authorized, true)
  const named = await shake(server.port)
  assert.equal(named.ok && named.code, 'ERR_TLS_CERT_ALTNAME_INVALID')
})

test('a server that only speaks old TLS, or none, or is silent, or hangs up is an answer', async () => {
  await using old = await serve({ maxVersion: 'TLSv1.1' })
  const aged = await shake(old.port)
  assert.deepEqual(!aged.ok && [aged.code, aged.tlsCode], ['tls_failed', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'])
  await using plain = await answering('HTTP/1.1 400 Bad Request\r\n\r\n')
  const spoken = await shake(plain.port)
  assert.deepEqual(!spoken.ok && [spoken.code, /WRONG_VERSION|PACKET_LENGTH/.test(spoken.tlsCode!)], ['tls_failed', true])
  await using silent = await listen(() => {})
  const waited = await shake(silent.port, null, 'shop.test', soon())
  assert.equal(!waited.ok && waited.code, 'tls_timeout')
  await using hanging = await listen((socket) => void socket.once('data', () => socket.end()))
  const hung = await shake(hanging.port)
  assert.equal(!hung.ok && hung.code, 'connection_reset')
  await using resetting = await listen((socket) => void socket.once('data', () => socket.resetAndDestroy()))
  const reset = await shake(resetting.port)
  assert.equal(!reset.ok && reset.code, 'connection_reset')
})

test('a file of authorities that holds none is bad input with a sentence', () => {
  assert.throws(
    () => createNetwork({ plan: loopbackPlan(), trustedCa: 'garbage' }),
    (error) => error instanceof Problem && error.code === 'trusted_ca_unreadable',
  )
})
