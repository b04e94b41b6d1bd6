import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleOf } from '../host/sample.double.ts'
import type { Installation } from '../host/sample.ts'
import { evidence } from './evidence.double.ts'
import { signsOnDisk } from './on-disk.ts'

const installation = (more: Partial<Installation> = {}): Installation => ({
  ...{ path: '/var/www/cornerbakery.example', version: '6.9', compared: 2000, files: 3000, unreadable: 0, findings: [], more: 0 },
  ...{ changed: { count: 0, files: [] }, ...more },
})
const signs = (installations: readonly Installation[], siblings = 3) => {
  const sample = sampleOf({ integrity: { checkedAt: 0, installations } })
  const host = { name: 'Web 1', silentFor: null, sample, siblings: { sites: siblings, failing: 0 } }
  return signsOnDisk(evidence({ host })).map(({ strength, because }) => `${strength}: ${because}`)
}
const shell = { kind: 'signature', file: 'wp-content/x.php', says: '' } as const

test('a web shell and a changed file of WordPress on the host speak of an intruder; a changed plugin alone does not (DIA-5)', () => {
  const core = { kind: 'core-changed', file: 'wp-login.php', says: '' } as const
  assert.deepEqual(signs([installation({ findings: [shell, core] })]), [
    'strong: On the host: /wp-content/x.php lets strangers run code on the server.',
    'strong: On the host: /wp-login.php is not as published with WordPress 6.9.',
  ])
  assert.deepEqual(signs([installation({ changed: { count: 40, files: ['wp-content/plugins/a/a.php'] } })]), [])
  assert.deepEqual(signs([installation({ unreadable: 3000, files: 0 })]), [], 'unknown is not infected')
})

test('what lies in the folder of another site is not this one’s (DIA-5, I-16)', () => {
  const other = installation({ path: '/var/www/northside.example', findings: [shell] })
  assert.deepEqual(signs([other]), [])
  assert.deepEqual(signs([installation({ path: '/var/www/html', findings: [shell] })], 0).length, 1, 'alone on its server')
})

test('what a scanner on the host calls infected speaks of an intruder, of this site’s files alone (DIA-5)', () => {
  const scanner = { program: '/usr/bin/clamscan', checkedAt: 0, isWhole: true, says: '', more: 0, infected: [{ file: '/var/www/cornerbakery.example/x.php', signature: 'Php.Webshell-1' }, { file: '/var/www/northside.example/y.php', signature: 'Php.Webshell-2' }] } // prettier-ignore
  const host = { name: 'Web 1', silentFor: null, sample: sampleOf({ scanner }), siblings: { sites: 3, failing: 0 } }
  const [sign, ...more] = signsOnDisk(evidence({ host }))
  assert.equal(
    `${sign!.strength}: ${sign!.because}`,
    'strong: On the host ClamAV found /var/www/cornerbakery.example/x.php (Php.Webshell-1).',
  )
  assert.deepEqual(more, [])
  assert.deepEqual(
    signsOnDisk(evidence({ host: { ...host, sample: sampleOf({ scanner: { ...scanner, infected: [], isWhole: false } }) } })),
    [],
  )
})
