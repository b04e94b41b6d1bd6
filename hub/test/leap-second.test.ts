import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { foundAuthority } from '../../lab/src/authority.ts'
import { momentIn } from '../src/domain/alert/words-of.ts'
import { readChain } from '../src/network/certificates.ts'

test('a certificate that ends in a leap second is told as one that cannot be read, and one a second earlier is read (F9)', async () => {
  const { cert } = await (await foundAuthority()).issue({ names: ['shop.test'] })
  const raw = new X509Certificate(cert).raw
  const end = raw.indexOf('Z', raw.indexOf('Z') + 1) // UTCTime, RFC 5280 section 4.1.2.5.1: YYMMDDhhmmssZ, the second of two
  const endingAt = (second: string) => {
    const changed = Buffer.from(raw)
    changed.write(`2359${second}`, end - 6, 'latin1')
    return readChain(new X509Certificate(changed))
  }
  assert.equal(endingAt('60'), null)
  assert.equal(new Date(endingAt('59')![0]!.validTo).getUTCSeconds(), 59)
})

test('what another monitor says began in a leap second began when it was heard: such a moment is none (F9)', () => {
  for (const said of ['2026-12-31T23:59:60Z', '2026-12-31 23:59:60', '2026-12-31T23:59:60+00:00']) assert.equal(momentIn(said), null)
  assert.notEqual(momentIn('2026-12-31T23:59:59Z'), null)
})
