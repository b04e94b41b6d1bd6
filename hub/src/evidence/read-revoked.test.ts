import assert from 'node:assert/strict'
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import type { Instant } from '../domain/instant.ts'
import { readChain } from '../network/certificates.ts'
import { foundAuthority } from '../../../lab/src/authority.ts'
import { isSignedBy } from './is-signed-by.ts'
import { readRevoked } from './read-revoked.ts'

// A list by OpenSSL that names 0A and F1E2D3C4B5A697 and is good until July 2051.
const LIST = Buffer.from(
  'MIHdMIGEAgEBMAoGCCqGSM49BAMCMBIxEDAOBgNVBAMMB0xpc3QgQ0EXDTI2MTEyMjAwMjM0NloYDzIwNTEwNzE0MDAyMzQ2WjAvMBICAQoXDTI2MTEyMjAwMjM0NlowGQIIAPHi08S1' +
    'ppcXDTI2MTEyMjAwMjM0NlqgDjAMMAoGA1UdFAQDAgEBMAoGCCqGSM49BAMCA0gAMEUCIDD0WzW9dQbKdLtuyikAl3E4j5W7PEMod5J3CEJaAI5iAiEA1AV4xdLFQbQnvSaeRRZ468qu' +
    'KCtKqkfzf1rqb1ophEY=',
  'base64',
)
const NOW = Date.parse('2026-12-01T00:00:00Z') as Instant

test('a list names the certificates it revokes, and no others (DIA-4, row 31)', () => {
  assert.deepEqual(['0A', 'F1E2D3C4B5A697', '0B', 'E2D3C4B5A697'].map((serial) => readRevoked(LIST, serial, NOW)), [true, true, false, false]) // prettier-ignore
})

test('a list that is out of date, cut anywhere or something else says nothing, and says it in time', () => {
  assert.equal(readRevoked(LIST, '0A', Date.parse('2052-01-01') as Instant), null)
  for (let length = 0; length < LIST.length; length++) assert.equal(readRevoked(LIST.subarray(0, length), '0A', NOW), null, String(length))
  for (const odd of ['', '<html>', '0\x84\xff\xff\xff\xff', '0\x80', '0'.repeat(100_000)])
    assert.equal(readRevoked(Buffer.from(odd, 'latin1'), '0A', NOW), null)
  for (let at = 0; at < LIST.length; at++) {
    const mangled = Buffer.from(LIST)
    mangled[at]! ^= 0x81
    readRevoked(mangled, '0A', NOW)
  }
})

test('a certificate says where its issuer keeps the list', () => {
  const pem = `-----BEGIN CERTIFICATE-----
MIIBwzCCAWmgAwIBAgIBCjAKBggqhkjOPQQDAjASMRAwDgYDVQQDDAdMaXN0IENB
MCAXDTI2MTEyMjAwMjM0NloYDzIwNTEwNzE0MDAyMzQ2WjARMQ8wDQYDVQQDDAZz
aG9wMEEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARJrk2uMyTAU3oxgqEwhyS7
ux9lGJmt3icTtSzhhh3u0EFAv0uBo7/aKoq7b+SVZiCdmTESBvT5X5XyxZ011bI9
o4GuMIGrMFMGA1UdHwRMMEowI6AhoB+GHWh0dHA6Ly9jcmwubGlzdC5leGFtcGxl
LzEuY3JsMCOgIaAfhh1odHRwOi8vY3JsLmxpc3QuZXhhbXBsZS8yLmNybDAUBgNV
HREEDTALgglzaG9wLnRlc3QwHQYDVR0OBBYEFIWvYp5Ns1PKE1nYBsxlBoqMXePM
MB8GA1UdIwQYMBaAFGWbcduJvjI3Bpr6ZJXFf+qt7WpKMAoGCCqGSM49BAMCA0gA
MEUCIFwRD2IJlsgGul+tfB9TO5OxUY9kkiv9lG0eneJc89VcAiEAvqNAtOj4YwjL
LifjxM+/JxoJeYLRHbiovG1upn3Unck=
-----END CERTIFICATE-----`
  const [leaf] = readChain(new X509Certificate(pem))!
  assert.deepEqual([leaf!.serial, leaf!.revocationLists], ['0A', ['http://crl.list.example/1.crl', 'http://crl.list.example/2.crl']])
})

test('a list counts only when the issuer of the certificate signed it: neither another’s nor a changed one does (DIA-4)', async () => {
  const authority = await foundAuthority()
  const { cert } = await authority.issue({ names: ['shop.test'], flaw: 'revoked' })
  const [leaf, issuer] = cert.split(/(?=-----BEGIN)/).map((pem) => new X509Certificate(pem))
  const list = await authority.revocations()
  assert.deepEqual([readRevoked(list, leaf!.serialNumber, Date.now() as Instant), isSignedBy(list, issuer!.publicKey)], [true, true])
  assert.deepEqual(
    [isSignedBy(list, leaf!.publicKey), isSignedBy(await authority.revocations('forged'), issuer!.publicKey)],
    [false, false],
  )
  for (let at = 0; at < list.length; at++) {
    const mangled = Buffer.from(list)
    mangled[at]! ^= 0x81
    if (isSignedBy(mangled, issuer!.publicKey)) assert.fail(`byte ${at}`)
    assert.equal(isSignedBy(list.subarray(0, at), issuer!.publicKey), false)
  }
})

test('signatures of RSA and Ed25519 are checked too', () => {
  const sequence = (...parts: Buffer[]) => Buffer.concat([Buffer.from([0x30, 0x82, Buffer.concat(parts).length >> 8, Buffer.concat(parts).length & 255]), ...parts]) // prettier-ignore
  for (const [kind, hash, identifier] of [
    ['rsa', 'sha256', '2a864886f70d01010b'],
    ['ed25519', null, '2b6570'],
  ] as const) {
    const { publicKey, privateKey } = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519')
    const contents = sequence(Buffer.from([2, 1, 1]))
    const signature = sign(hash, contents, privateKey)
    const bits = Buffer.concat([Buffer.from([3, 0x82, (signature.length + 1) >> 8, (signature.length + 1) & 255, 0]), signature])
    const id = Buffer.from(identifier, 'hex')
    const whole = sequence(contents, sequence(Buffer.from([6, id.length]), id), bits)
    assert.equal(isSignedBy(whole, publicKey), true, kind)
    assert.equal(isSignedBy(whole, generateKeyPairSync('ed25519').publicKey), false)
  }
})
