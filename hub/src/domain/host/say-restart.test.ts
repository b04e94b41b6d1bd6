import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, minutes, seconds } from '../instant.ts'
import { AT } from './sample.double.ts'
import { sayRestart } from './say-restart.ts'
import type { Moment } from './say-restart.ts'

const moment = (minute: number, more: Partial<Moment> = {}): Moment => ({
  at: after(AT, minutes(minute)),
  load: [0.8, 0.8, 0.8],
  cores: 2,
  cpu: 0.3,
  memory: 0.5,
  swap: 0,
  waits: { cpu: 1, memory: 0, io: 1 },
  disk: 0.4,
  sockets: 3,
  top: [],
  urls: [],
  addresses: [],
  ...more,
})
const php = { name: 'php-fpm', user: 'www-data', cpu: 1.5, memory: 1e9 }
const mysql = { name: 'mysqld', user: 'mysql', cpu: 0.5, memory: 4e9 }
const back = after(AT, (minutes(11) + seconds(40)) as never)

test('after a restart a sentence says why the load rose: how far, what was short, who used it and who asked (MON-6)', () => {
  const busy = { load: [14.2, 6, 2] as const, waits: { cpu: 72, memory: 0, io: 2 }, top: [php, mysql] }
  const asked = { urls: [['/xmlrpc.php', 412]] as const, addresses: [['203.0.113.9', 400]] as const }
  const moments = [...Array.from({ length: 8 }, (_, n) => moment(n)), moment(9, busy), moment(10, { ...busy, ...asked })]
  assert.equal(
    sayRestart('Web 1', moments, back),
    'Web 1 was restarted; nothing was seen of it for 1m 40s. In the 10m before, the load rose from 0.8 to 14.2 on 2 cores. ' +
      'Work waited for a CPU 72 % of the time. Of what the busiest processes took, most CPU went to php-fpm of www-data (75 %), mysqld of mysql (25 %). ' +
      'Asked for most in the last minute: /xmlrpc.php (412 times), and the busiest visitor was 203.0.113.9 (400).',
  )
})

test('where memory was short, the largest are named instead of the busiest (MON-6)', () => {
  const said = sayRestart('Web 1', [moment(0), moment(10, { memory: 0.98, swap: 1, top: [php, mysql] })], back)
  assert.match(said, /Memory was short: 98 % of it was in use, and 100 % of the swap\. .* most memory went to mysqld of mysql \(80 %\)/)
})

test('a restart out of the blue is not explained by what was not there', () => {
  const said = sayRestart('Web 1', [moment(0), moment(10)], back)
  assert.match(said, /the load was no higher than 0\.8 on 2 cores\.$/)
  assert.equal(sayRestart('Web 1', [], back), 'Web 1 was restarted, and nothing is remembered from before.')
})
