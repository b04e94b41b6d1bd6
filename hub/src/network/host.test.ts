import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHost, readServer } from './host.ts'
import { readUrl } from './url.ts'

const HOSTS: readonly [string, string | null][] = [
  ['Example.COM', 'example.com'],
  ['example.com.', 'example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['_dmarc.example.com', '_dmarc.example.com'],
  ['0x7f.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['①②⑦.0.0.1', '127.0.0.1'],
  ['１２７.0.0.1', '127.0.0.1'],
  ['012.0.0.1', '10.0.0.1'],
  ['::1', '::1'],
  ['[::FFFF:127.0.0.1]', '::ffff:7f00:1'],
  ['', null],
  ['a..b', null],
  ['-a.example', null],
  [`${'a'.repeat(64)}.example`, null],
  [`${'a.'.repeat(127)}example`, null],
  ['user@example.com', null],
  ['example.com:80', null],
  ['example.com/path', null],
  ['exa mple.com', null],
  ['example.com\\@evil', null],
  ['fe80::1%eth0', null],
  ['1.2.3.4.5', null],
]

for (const [text, name] of HOSTS) {
  test(`as a host, "${text.slice(0, 40)}" is ${name?.slice(0, 40) ?? 'nothing'}`, () => assert.equal(readHost(text)?.name ?? null, name))
}

test('a server is an address with or without a port, never a name', () => {
  assert.deepEqual(readServer('192.0.2.1', 53), { address: '192.0.2.1', family: 4, port: 53 })
  assert.deepEqual(readServer('192.0.2.1:5300', 53), { address: '192.0.2.1', family: 4, port: 5300 })
  assert.deepEqual(readServer('2001:db8::1', 53), { address: '2001:db8::1', family: 6, port: 53 })
  assert.deepEqual(readServer('[2001:db8::1]:5300', 53), { address: '2001:db8::1', family: 6, port: 5300 })
  for (const text of ['ns1.example:53', 'localhost', '', '192.0.2.1:', '[::1', '192.0.2.1:99999'])
    assert.equal(readServer(text, 53), null, text)
})

for (const text of [
  'ftp://a.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://user:pw@a.example/',
  'http://a.example:22/',
  'http://',
  'nonsense',
]) {
  test(`${text} is not asked (MON-2)`, () => assert.equal(readUrl(text).ok, false))
}

test('a redirect is read against the page that sent it', () => {
  const read = readUrl('/shop', new URL('https://a.example/page'))
  assert.equal(read.ok && read.url.href, 'https://a.example/shop')
})
