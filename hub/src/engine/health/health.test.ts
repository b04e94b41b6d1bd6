import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { onCallHub } from '../../../test/on-call-hub.ts'
import type { Instant } from '../../domain/instant.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { keepAlive } from '../../store/locations.ts'
import { listMessages } from '../../store/messages.ts'
import { createMetrics } from '../metrics.ts'
import { expectWatcher } from './expect-watcher.ts'
import { healthOf } from './health.ts'
import { pingOutside } from './ping-outside.ts'
import type { Room } from '../room.ts'

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`) as Instant
let hub: Awaited<ReturnType<typeof onCallHub>>
let room: Room

before(async () => {
  hub = await onCallHub()
  const { store, clock, around } = hub
  const written = around.plan()
  const mail = { host: 'a', port: 25, secure: false }
  const plan = () => ({ ...written, hub: { ...written.hub, watcher: 'closet' }, channels: { ...written.channels, mail } })
  const passed = { passedAt: () => at('12:00:00'), nudge() {} }
  const loops = { deliver: passed, diagnose: passed }
  const secrets = () => new Map([['channels.mail.smtp', 'x']])
  room = { ...{ store, clock, plan, secrets, loops }, metrics: createMetrics(), onBug: assert.fail } as unknown as Room
  await keepAlive(store.db, plan().hub.location, at('11:00:00'), at('12:00:00'))
})
after(() => hub.store.close())

test('a hub that writes what it sees and lets no incident wait does its work', async () => {
  const { ok, checks } = await healthOf(room, at('12:00:30'))
  assert.deepEqual(
    { ok, ...checks },
    {
      ...{ ok: true, store: 'sqlite', incidents: 'moving', probe: 'moving', looks: 'on time' },
      ...{ deliver: 'moving', diagnose: 'moving' },
    },
  )
})

test('a loop that hangs, and a store that takes nothing any more, are told (F33)', async () => {
  const later = await healthOf(room, at('12:01:30'))
  assert.deepEqual(
    { ok: later.ok, probe: later.checks.probe, deliver: later.checks.deliver, diagnose: later.checks.diagnose },
    { ok: false, probe: '90 s late', deliver: 'stuck', diagnose: 'moving' },
  )
  assert.equal((await healthOf(room, at('12:03:30'))).checks.diagnose, 'stuck')
  const gone = { ...room, store: { ...room.store, db: null } } as unknown as Room
  assert.deepEqual(await healthOf(gone, at('12:00:30')), {
    ok: false,
    checks: { store: 'unreachable', looks: 'on time', deliver: 'moving', diagnose: 'moving' },
  })
})

test('a hub that is asked to look at more than it can says how far it is behind, and does its work', async () => {
  const metrics = createMetrics()
  for (let look = 0; look < 1000; look++) metrics.began(12_000)
  const { ok, checks } = await healthOf({ ...room, metrics }, at('12:00:30'))
  assert.deepEqual([ok, checks.looks], [true, '12 s behind'])
})

test('a watcher that stops looking is paged once for each silence (MON-9)', async () => {
  const told = async () => (await listMessages(hub.store.db, { limit: 50 })).filter(({ subject }) => /watcher/.test(subject ?? '')).length
  const look = async (time: string) => {
    hub.clock.at = at(time)
    await watcher.tell()
  }
  hub.clock.at = at('12:00:00')
  const watcher = expectWatcher(room)
  await look('12:02:00')
  assert.equal(await told(), 0)
  await look('12:03:30')
  const once = await told()
  assert.ok(once > 0)
  await look('12:20:00')
  assert.equal(await told(), once)
  watcher.heard('another')
  await look('12:21:00')
  assert.equal(await told(), once)
  watcher.heard('closet')
  await look('12:25:00')
  assert.equal(await told(), 2 * once)
})

test('the address outside is asked while the hub does its work, and no longer (MON-9)', async (t) => {
  const asked: unknown[] = []
  const server = createServer(({ url }, answer) => (asked.push(url), answer.end())).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const deadMan = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/1`
  const channels = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
  const pinging = { ...room, channels, plan: () => ({ ...room.plan(), hub: { ...room.plan().hub, deadMan } }) }
  hub.clock.at = at('12:00:30')
  await pingOutside(pinging)
  assert.deepEqual(asked, ['/ping/1'])
  hub.clock.at = at('12:01:30') // nothing was written for 90 s
  await pingOutside(pinging)
  assert.deepEqual(asked, ['/ping/1'])
})
