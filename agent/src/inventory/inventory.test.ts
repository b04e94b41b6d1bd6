import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { createInventory, distributionIn } from './inventory.ts'
import { rpmsIn } from './read-packages.ts'

const root = mkdtempSync(join(tmpdir(), 'allclear-inventory-'))
after(() => rmSync(root, { recursive: true, force: true }))
const put = (file: string, text: string) => {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
const MINUTES = 60_000

const STATUS = `Package: libssl3t64
Status: install ok installed
Source: openssl
Version: 3.5.1-1+deb13u1

Package: openssl
Status: install ok installed
Version: 3.5.1-1+deb13u1

Package: libc6
Status: install ok installed
Source: glibc (2.41-12)
Version: 2.41-12+b1

Package: exim4
Status: deinstall ok config-files
Version: 4.98-1
`

test('what is installed is told when it has changed and once a day: names and versions, and nothing else (PRE-3)', async () => {
  put('etc/os-release', 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n')
  put('status', STATUS)
  put('www/a.example/wp-includes/version.php', "<?php\n$wp_version = '6.9.1';\n")
  const plugin = 'www/a.example/wp-content/plugins'
  put(`${plugin}/contact-form-7/wp-contact-form-7.php`, '<?php\n/*\n * Plugin Name: Contact Form 7\n * Version: 5.9.7\n */')
  put(`${plugin}/contact-form-7/load.php`, '<?php // Version: 9')
  put(`${plugin}/hello.php`, '<?php\n/**\n * @package Hello\n * Plugin Name: Hello\n * Version: 1.7.2\n */')
  put(`${plugin}/empty/readme.txt`, 'Version: 1')
  put('www/a.example/wp-content/themes/twentytwenty/style.css', '/*\nTheme Name: Twenty Twenty\nVersion: 2.8\n*/')
  const files = { dpkg: join(root, 'status'), rpm: [] }
  const inventory = createInventory({ etc: join(root, 'etc') }, [join(root, 'www')], files)
  await inventory.look(0)
  const installation = {
    ...{ path: join(root, 'www/a.example'), version: '6.9.1', themes: [['twentytwenty', '2.8']] },
    plugins: [
      ['contact-form-7', '5.9.7'],
      ['hello', '1.7.2'],
    ],
  }
  const whole = {
    distribution: { id: 'debian', version: '13' },
    packages: [
      ['openssl', '3.5.1-1+deb13u1'],
      ['glibc', '2.41-12'],
    ],
    installations: [installation],
  }
  assert.deepEqual(inventory.news(0), whole)
  assert.equal(inventory.news(0), null)
  await inventory.look(20 * MINUTES)
  assert.equal(inventory.news(20 * MINUTES), null)
  put(`${plugin}/contact-form-7/wp-contact-form-7.php`, '<?php\n/*\n * Plugin Name: Contact Form 7\n * Version: 6.0\n */')
  await inventory.look(40 * MINUTES)
  assert.deepEqual(inventory.news(40 * MINUTES)?.installations[0]?.plugins[0], ['contact-form-7', '6.0'])
  await inventory.look(26 * 60 * MINUTES)
  assert.ok(inventory.news(26 * 60 * MINUTES))
})

test('packages of RHEL keep their epoch, and keys are none (PRE-3)', () => {
  assert.deepEqual(rpmsIn('openssl-libs\t1:3.2.2-6.el9_5\ngpg-pubkey\t0:8483c65d-5ccc5b19\n\n'), [['openssl-libs', '1:3.2.2-6.el9_5']])
  assert.deepEqual(distributionIn('ID="rhel"\nVERSION_ID="9.5"\n'), { id: 'rhel', version: '9.5' })
  assert.equal(distributionIn('NAME=Something\n'), null)
})
