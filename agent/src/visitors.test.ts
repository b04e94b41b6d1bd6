import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchVisitors } from './visitors.ts'

const line = (address: string, url: string, status = 200) => `${address} - - [21/Nov/2026:12:00:00 +0000] "GET ${url} HTTP/1.1" ${status} 512 "-" "curl"` // prettier-ignore

test('of the last minute it is told what was asked for most, by whom and how much failed, without query strings (MON-6)', () => {
  const visitors = watchVisitors()
  assert.equal(visitors.last(), null)
  visitors.hear([line('198.51.100.1', '/old')], 0)
  visitors.hear(
    [
      line('203.0.113.9', '/wp-login.php?token=secret', 503),
      `shop.example:443 ${line('203.0.113.9', '/wp-login.php')}`,
      line('2001:db8::7', '/'),
      'no line of an access log',
    ],
    40_000,
  )
  visitors.hear([line('203.0.113.9', '/wp-login.php', 502)], 65_000)
  assert.deepEqual(visitors.last(), {
    ...{ requests: 4, failures: 2 },
    urls: [['/wp-login.php', 3], ['/', 1]], // prettier-ignore
    addresses: [['203.0.113.9', 3], ['2001:db8::7', 1]], // prettier-ignore
  })
})
