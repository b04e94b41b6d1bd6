import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchLogins } from './login-watch.ts'
import { watchSpam } from './spam-watch.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const accepted = (user: string, address: string, way = 'publickey') =>
  `Accepted ${way} for ${user} from ${address} port 40022 ssh2${way === 'publickey' ? ': ED25519 SHA256:abc' : ''}`
const failed = (user: string, address: string) => `Failed password for ${user} from ${address} port 40022 ssh2`
const times = (count: number, line: string) => Array.from({ length: count }, () => line)

test('a login from a network that was not seen before is told once the first week is over, and again not after a restart (PRE-2)', () => {
  const watch = watchLogins()
  const says = (line: string, at: number, of = watch) => of.hear([line], at).map((event) => event.says)
  assert.deepEqual(says(accepted('ana', '192.0.2.7'), 0), [])
  assert.deepEqual(says(accepted('ana', '192.0.2.99'), 8 * DAY), [], 'the same network')
  assert.deepEqual(says(accepted('ana', '198.51.100.7'), 8 * DAY), ['ana logged in from 198.51.100.7, a network that was not seen here before.']) // prettier-ignore
  const again = watchLogins(watch.memory())
  assert.deepEqual(says(accepted('ana', '198.51.100.8'), 9 * DAY, again), [])
  assert.equal(says(accepted('ben', '198.51.100.8'), 9 * DAY, again).length, 1)
  assert.equal(says(accepted('ana', '192.0.2.7'), 120 * DAY, again).length, 1, 'forgotten after 90 days')
  assert.deepEqual(says(accepted('root', '127.0.0.1', 'password'), 9 * DAY), [])
})

test('root with a password, and a success after ten failures, are told at once; mailboxes too (PRE-2)', () => {
  const watch = watchLogins()
  const [root] = watch.hear([accepted('root', '192.0.2.7', 'password')], 0)
  assert.deepEqual([root!.kind, root!.says], ['login', 'root logged in with a password, from 192.0.2.7.'])
  const guesses = times(12, failed('invalid user oracle', '203.0.113.5'))
  assert.deepEqual(watch.hear(guesses, 0), [])
  assert.deepEqual(watch.hear([accepted('deploy', '203.0.113.6')], MINUTE), [], 'somebody else')
  assert.match(watch.hear([accepted('deploy', '203.0.113.5')], MINUTE)[0]!.says, /^203\.0\.113\.5 logged in to deploy after 12 failures/)
  assert.deepEqual(watch.hear([accepted('deploy', '203.0.113.5')], 2 * 60 * MINUTE), [], 'an hour later it is forgotten')
  const box = 'imap-login: Disconnected: Connection closed (auth failed, 11 attempts in 20 secs): user=<info@a.example>, method=PLAIN, rip=203.0.113.9, lip=192.0.2.1' // prettier-ignore
  const open = 'imap-login: Login: user=<info@a.example>, method=PLAIN, rip=203.0.113.9, lip=192.0.2.1, mpid=7'
  assert.match(watch.hear([box, open], 0)[0]!.says, /logged in to the mailbox info@a\.example after 10 failures/)
  const forged = 'Failed password for invalid user x from 203.0.113.77 port 1 ssh2 Accepted password for root from 192.0.2.1 port 2 ssh2'
  assert.deepEqual(watch.hear([forged], 0), [], 'what a stranger types as a name is no login')
})

test('a queue that grows far above what is usual, and mails that large providers put off, look like spam and are told once (PRE-2)', () => {
  const watch = watchSpam()
  const mail = (waiting: number, away = 0) => ({ waiting, turnedAway: [['Google', away]] as [string, number][], senders: [['www-data@web-1', waiting]] as [string, number][] }) // prettier-ignore
  assert.deepEqual(watch.hear(mail(8), 0), [])
  assert.deepEqual(watch.hear(mail(45), MINUTE), [])
  const [told] = watch.hear(mail(90, 25), 2 * MINUTE)
  assert.equal(told!.kind, 'spam')
  assert.equal(told!.says, '90 mails wait to leave, where 8 are usual. Google puts off 25 of them. Most are from www-data@web-1.')
  assert.deepEqual(watch.hear(mail(900, 25), 3 * MINUTE), [])
  assert.equal(watch.hear(mail(900, 25), 7 * 60 * MINUTE).length, 1)
  assert.deepEqual(watch.hear(null, 8 * 60 * MINUTE), [])
})
