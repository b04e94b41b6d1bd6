import 'reflect-metadata'
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { connect, type PeerCertificate } from 'node:tls'
import { X509Crl } from '@peculiar/x509'
import { startLab, type Lab } from './lab.ts'
import { dataOf, Visitor } from './visitor.double.ts'
import { ADDRESSES } from './addresses.ts'

const SITE = 'rosewood-dental.example'
const ADDRESS = '127.12.2.10'
let lab: Lab
let visitor: Visitor

before(async () => {
  lab = await startLab()
  visitor = new Visitor(lab.ready, 400)
})
after(() => lab.close())

const broken = (fault: string) => lab.order({ do: 'break', site: SITE, fault })

const shown = (): Promise<PeerCertificate> =>
  new Promise((done, failed) => {
    const socket = connect({ host: ADDRESS, port: visitor.port(443), servername: SITE, rejectUnauthorized: false }, () => {
      done(socket.getPeerCertificate(true))
      socket.destroy()
    })
    socket.on('error', failed)
  })

test('handshakes fail each in its own way (DIA-4)', async () => {
  const refusals = {
    'certificate-self-signed/plesk': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    'certificate-wrong-name/host-wildcard': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'certificate-chain/wrong-intermediate': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'certificate-intermediate-expired': 'CERT_HAS_EXPIRED',
    'certificate-untrusted': 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'certificate-revoked': null, // nobody but the list of revocations knows
    'tls-too-old': 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'tls-plain-http': 'ERR_SSL_WRONG_VERSION_NUMBER',
    'tls-name-unknown': 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME',
    'tls-port-closed': 'ECONNREFUSED',
    'tls-port-closed/silent': 'ETIMEDOUT',
    'tls-port-closed/hang-up': 'ECONNRESET',
  }
  for (const [fault, code] of Object.entries(refusals)) {
    await broken(fault)
    assert.equal(await visitor.refusalOf(SITE), code, fault)
    assert.equal((await visitor.visit(`http://${SITE}/`)).status, 301, `http answers during ${fault}`)
  }
  for (const fault of ['tls-no-common-cipher', 'tls-no-common-cipher/alert']) {
    await broken(fault)
    assert.match((await visitor.refusalOf(SITE)) ?? '', /HANDSHAKE_FAILURE/, fault)
  }
  await lab.order({ do: 'fix', site: SITE })
  assert.equal(await visitor.refusalOf(SITE), null)
})

test('the intermediate has run out, the certificate itself has not', async () => {
  await broken('certificate-intermediate-expired')
  const { valid_to, issuerCertificate } = (await shown()) as PeerCertificate & { issuerCertificate: PeerCertificate }
  assert.ok(Date.parse(valid_to) > Date.now())
  assert.ok(Date.parse(issuerCertificate.valid_to) < Date.now())
})

test('a panel signs for itself, a host shows its wildcard', async () => {
  await broken('certificate-self-signed/plesk')
  assert.equal((await shown()).subject.CN, 'Plesk')
  await broken('certificate-wrong-name/host-wildcard')
  assert.match((await shown()).subjectaltname ?? '', /DNS:\*\.server7\.anchor\.example/)
})

test('a revoked certificate names the list that has it, and the list is served over http (DIA-4)', async () => {
  await broken('certificate-revoked')
  const { raw, serialNumber } = await shown()
  assert.match(new X509Certificate(raw).toString(), /BEGIN CERTIFICATE/)
  const { body, headers } = await visitor.visit('http://crl.labca.example/issuing.crl')
  assert.equal(headers['content-type'], 'application/pkix-crl')
  assert.ok(raw.includes('http://crl.labca.example/issuing.crl'))
  const list = new X509Crl(new Uint8Array(body))
  assert.ok(list.findRevoked(serialNumber.toLowerCase()))
  await lab.order({ do: 'fix', site: SITE })
  const { serialNumber: fresh } = await shown()
  assert.equal(
    new X509Crl(new Uint8Array((await visitor.visit('http://crl.labca.example/issuing.crl')).body)).findRevoked(fresh.toLowerCase()),
    null,
  )
})

test('the zone allows another issuer only', async () => {
  await broken('certificate-expired-issuer-forbidden')
  const [caa] = (await visitor.ask(ADDRESSES.namesilver[0], SITE, 'CAA')).answers ?? []
  assert.ok(caa?.type === 'CAA')
  assert.equal(caa.data.value, 'otherca.example')
  assert.deepEqual(dataOf((await visitor.ask(ADDRESSES.namesilver[0], SITE, 'A')).answers ?? [], 'A'), [ADDRESS])
  await lab.order({ do: 'fix', site: SITE })
})
