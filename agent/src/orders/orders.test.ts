import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Order } from '@allclear/wire/agent.ts'
import { HOST_ACTIONS } from '@allclear/wire/host-actions.ts'
import type { HostActionId } from '@allclear/wire/host-actions.ts'
import { isAllowed, parseAllowList, readAllowList } from './allow-list.ts'
import { useHand } from './hand.ts'
import { judgeOrder } from './judge-order.ts'
import { sampleArgs } from './premises.double.ts'
import { takeUp } from './take-up.ts'

const root = mkdtempSync(join(tmpdir(), 'allclear-orders-'))
after(() => rmSync(root, { recursive: true, force: true }))
const [hub, stranger] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')]
const NOW = 1_795_000_000_000
const allowed = parseAllowList('restart-service unit=nginx\nrenew-certificate name=*\nfree-disk-space # when it is full\n')
const rules = {
  hubKey: createPublicKey(hub.publicKey.export({ format: 'pem', type: 'spki' })),
  agent: 'a1',
  host: 'web-1',
  allowed,
  isStopped: false,
  now: NOW,
}

const fresh = (more: Partial<Order> = {}): Order => ({
  ...{ id: randomBytes(12).toString('hex'), host: 'web-1', agent: 'a1', action: 'restart-service', args: { unit: 'nginx' } },
  ...{ dryRun: false, notBefore: NOW, expires: NOW + 600_000, by: 'ana', ...more },
})
const seal = (order: object, by = hub.privateKey) => {
  const text = JSON.stringify(order)
  return { order: text, signature: sign(null, Buffer.from(text), by).toString('base64') }
}
const judge = (order: object) => {
  const { order: text, signature } = seal(order)
  return judgeOrder(text, signature, rules).refused
}

test('an order that the host allows runs, and every widened one is refused by the host itself (REA-11)', () => {
  assert.equal(judge(fresh()), null)
  assert.equal(judge(fresh({ action: 'renew-certificate', args: { name: 'cornerbakery.example' } })), null)
  assert.equal(judge(fresh({ args: { unit: 'mariadb' } })), 'not_allowed_here')
  assert.equal(judge(fresh({ args: { unit: 'nginx; id' } })), 'arguments_refused')
  assert.equal(judge(fresh({ args: { unit: 'nginx\n' } })), 'arguments_refused')
  assert.equal(judge(fresh({ args: { unit: 'nginx', and: 'more' } })), 'arguments_refused')
  assert.equal(judge(fresh({ action: 'renew-certificate', args: { name: '--pre-hook=id' } })), 'arguments_refused')
  assert.equal(judge(fresh({ action: 'shell', args: {} })), 'action_unknown')
  assert.equal(judge(fresh({ action: 'toString', args: {} })), 'action_unknown')
  assert.equal(judge(fresh({ host: 'web-2' })), 'other_host')
  assert.equal(judge(fresh({ agent: 'a2' })), 'other_host')
  assert.equal(judge(fresh({ expires: NOW + 600_001 })), 'lives_too_long')
  assert.equal(judge(fresh({ notBefore: NOW - 600_000, expires: NOW })), 'expired')
  assert.equal(judge(fresh({ notBefore: NOW + 120_000, expires: NOW + 600_000 })), 'too_early')
  assert.equal(judge({ ...fresh(), sudo: true }), 'order_invalid')
  const { order, signature } = seal(fresh())
  assert.equal(judgeOrder(order, signature, { ...rules, isStopped: true }).refused, 'stopped')
})

const ids = (Object.keys(HOST_ACTIONS) as HostActionId[]).filter((id) => !allowed.some(({ action }) => action === id))
const named = (n: number) => ({ action: ids[n % ids.length]!, args: sampleArgs(ids[n % ids.length]!) })
const BENT = ['../../etc/shadow', '/etc', '-rf', '$(id)', 'a\nb', '', '/var/www/../../etc', '127.0.0.1; flush ruleset', '\0']

test('of 1,000 forged, replayed, widened and expired orders none runs, and one good one runs once (REA-11)', async () => {
  let ran = 0
  const around = { rules, seen: join(root, 'seen'), perform: async () => ({ isDone: true, output: String((ran += 1)) }) }
  const good = seal(fresh())
  assert.equal((await takeUp(good, around))?.end, 'done')
  const flip = (text: string, at: number) => `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`
  const attacks: ((n: number) => { order: string; signature: string })[] = [
    () => good, // replayed
    () => seal(fresh(), stranger.privateKey),
    (n) => seal(fresh(named(n)), stranger.privateKey),
    (n) => seal(fresh(named(n))), // fits, and this host does not allow it
    (n) => seal(fresh({ ...named(n), args: Object.fromEntries(Object.keys(named(n).args).map((key) => [key, BENT[n % BENT.length]!])) })),
    (n) => seal(fresh({ ...named(n), args: { ...named(n).args, more: 'x' } })),
    (n) => seal(fresh({ ...named(n), expires: NOW - n - 1, notBefore: NOW - n - 600_000 })),
    (n) => ({ ...good, order: flip(good.order, n % good.order.length) }),
    (n) => ({
      ...good,
      signature: Buffer.from(good.signature, 'base64')
        .map((byte, at) => (at === n % 64 ? byte ^ 1 : byte))
        .toString(),
    }),
    () => ({ ...good, signature: '' }),
    (n) => seal(fresh({ expires: NOW - n, notBefore: NOW - n - 600_000 })),
    (n) => seal(fresh({ expires: NOW + 600_001 + n })),
    (n) => seal(fresh({ args: { unit: ['mariadb', 'ssh', '../nginx', 'nginx.service', ''][n % 5]! } })),
    (n) => seal(fresh({ action: ['reboot', 'exec', '__proto__', 'constructor', 'reload-service'][n % 5]! })),
    (n) => seal({ ...fresh(), id: ['../../etc/passwd', '', 'x'.repeat(24), null][n % 4] }),
  ]
  for (let n = 0; n < 1000; n++) await takeUp(attacks[n % attacks.length]!(n), around)
  assert.equal(ran, 1)
})

test('what comes of an order has lost its secrets, and of a long output the end is kept (REA-11)', async () => {
  const around = (output: string) => ({ rules, seen: join(root, 'said'), perform: async () => ({ isDone: true, output }) })
  assert.equal((await takeUp(seal(fresh()), around('DB_PASSWORD=hunter2')))?.output, 'DB_PASSWORD=***')
  assert.equal((await takeUp(seal(fresh()), around(`${'x'.repeat(9000)} end`)))?.output.length, 8000)
})

test('a list that others than its owner may write allows nothing (REA-11)', () => {
  const folder = join(root, 'allow.d')
  mkdirSync(folder, { mode: 0o755 })
  const owner = process.getuid!()
  writeFileSync(join(folder, 'ours.conf'), 'restart-service unit=nginx\n', { mode: 0o644 })
  writeFileSync(join(folder, 'open.conf'), 'restart-service unit=mariadb\n')
  chmodSync(join(folder, 'open.conf'), 0o666)
  symlinkSync(join(folder, 'ours.conf'), join(folder, 'link.conf'))
  assert.deepEqual(readAllowList(folder, owner), [{ action: 'restart-service', args: { unit: 'nginx' } }])
  assert.deepEqual(readAllowList(folder, owner + 1), [])
  assert.equal(isAllowed(parseAllowList('restart-service'), 'restart-service', { unit: 'nginx' }), false, 'no argument is not any')
})

test('the helper judges what lies in its folder by itself, and follows no link (REA-11)', async () => {
  const hand = join(root, 'hand')
  mkdirSync(join(hand, 'orders'), { recursive: true })
  mkdirSync(join(root, 'allow-hand'), { mode: 0o755 })
  writeFileSync(join(root, 'allow-hand', 'a.conf'), 'free-disk-space\n', { mode: 0o644 })
  const hubKey = hub.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  writeFileSync(join(root, 'hub.json'), JSON.stringify({ agent: 'a1', host: 'web-1', hubKey }))
  const times = { notBefore: Date.now(), expires: Date.now() + 60_000 }
  const dry = fresh({ action: 'free-disk-space', args: {}, dryRun: true, ...times })
  const refused = fresh({ ...times })
  const linked = randomBytes(12).toString('hex')
  for (const order of [dry, refused]) writeFileSync(join(hand, 'orders', `${order.id}.json`), JSON.stringify(seal(order)))
  symlinkSync(join(root, 'hub.json'), join(hand, 'orders', `${linked}.json`))
  const more = { own: join(root, 'agent.json'), proc: '/proc', owner: process.getuid!() }
  const places = { hand, allow: join(root, 'allow-hand'), hub: join(root, 'hub.json'), stop: join(root, 'stop'), ...more }
  assert.equal(await useHand(places), 0)
  const end = (id: string) => JSON.parse(readFileSync(join(hand, 'results', `${id}.json`), 'utf8')) as { end: string; code: string }
  assert.deepEqual([end(dry.id).code, end(refused.id).end, end(refused.id).code], ['dry_run', 'refused', 'not_allowed_here'])
  assert.deepEqual(readdirSync(join(hand, 'orders')), [])
  assert.match(readFileSync(join(root, 'hub.json'), 'utf8'), /web-1/)
})
