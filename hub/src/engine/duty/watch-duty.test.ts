import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { onCallHub } from '../../../test/on-call-hub.ts'
import type { Instant } from '../../domain/instant.ts'
import { listMessages } from '../../store/messages.ts'
import type { Room } from '../room.ts'
import { lookAhead, tellDue } from './watch-duty.ts'

let hub: Awaited<ReturnType<typeof onCallHub>>
let room: Room
let heard = 0 // of the tests before

before(async () => {
  hub = await onCallHub()
  const { store, clock, around } = hub
  room = { store, clock, plan: withMail(around.plan), secrets: () => new Map([['channels.mail.smtp', 'x']]), loops: {} } as unknown as Room
})
after(() => hub.store.close())
beforeEach(async () => void (heard = (await listMessages(hub.store.db, { limit: 50 })).length))

const withMail = (plan: Room['plan']) => () => ({
  ...plan(),
  channels: { ...plan().channels, mail: { host: 'a', port: 25, secure: false } },
})
const told = async () =>
  (await listMessages(hub.store.db, { limit: 50 }))
    .map(({ recipient, subject }) => `${recipient.address[0]}: ${subject}`)
    .toReversed()
    .slice(heard)
const pass = async (moment: string) => {
  hub.clock.at = Date.parse(moment) as Instant
  await lookAhead(room, room.plan(), hub.clock.at)
  await tellDue(room, room.plan(), hub.clock.at)
}

test('owners read of uncovered time two weeks ahead, once (RES-1)', async () => {
  await pass('2026-03-02T12:00:00Z') // Kofi is away on the 12th and 13th
  const first = await told()
  assert.deepEqual(
    first.filter((line) => line.includes('Nobody')),
    ['ana@harbor.example: Nobody is on call from Thu 12 Mar 2026, 06:00 EDT, and 1 more'],
  )
  await pass('2026-03-03T12:00:00Z')
  assert.equal((await told()).filter((line) => line.includes('Nobody')).length, 1)
})

test('whoever comes on duty is reminded an hour before and told at the start, once each (RES-1)', async () => {
  await pass('2026-03-04T21:30:00Z') // 16:30 in New York; Mei comes at 18:00
  assert.deepEqual(await told(), [])
  await pass('2026-03-04T22:00:00Z')
  await pass('2026-03-04T22:01:00Z')
  assert.deepEqual(await told(), ['mei@harbor.example: Your turn for first-line begins at Thu 5 Mar 2026, 08:00 GMT+9'])
  await pass('2026-03-04T23:00:00Z')
  await pass('2026-03-04T23:01:00Z')
  assert.equal((await told())[1], 'mei@harbor.example: You are on duty for first-line until Thu 5 Mar 2026, 17:00 GMT+9')
  assert.equal((await told()).length, 2)
  const { text } = (await listMessages(hub.store.db, { limit: 1 }))[0]!
  assert.match(text, /Ana Ruiz hands over to you/)
  assert.match(text, /Incident 2: cornerbakery\.example/)
})

test('what was due while no hub ran is told late, and not at all after an hour (RES-1)', async () => {
  await pass('2026-03-05T09:30:00Z') // 04:30 in New York; Ana comes at 06:00
  await pass('2026-03-05T11:20:00Z')
  assert.deepEqual(await told(), ['ana@harbor.example: You are on duty for first-line until Thu 5 Mar 2026, 18:00 EST'])
  await pass('2026-03-05T21:30:00Z')
  await pass('2026-03-06T01:00:00Z')
  assert.equal((await told()).length, 1)
})
