import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { aWindow } from '../../../test/seeded-maintenance.ts'
import { after, days, hours, iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { listAudit } from '../../store/audit.ts'
import { maintenanceUpdatesOn } from '../../store/maintenance.ts'
import { listMessages } from '../../store/messages.ts'

const BAKERY = 'cornerbakery.example'

/** A window over the bakery in 20 days, and a hand that wakes it whenever it wants to be woken. */
async function planned() {
  const hub = await askedHub()
  const { around, clock, store } = hub
  const startsAt = after(clock.at, days(20))
  await around.maintenance.schedule(
    'operator',
    aWindow('kernel-update', startsAt, minutes(45), { sites: [BAKERY, 'rival.example'] }),
    'ana',
  )
  const at = async (moment: Instant) => {
    clock.at = moment
    await around.maintenance.change('operator', 'kernel-update', { type: 'clock' })
    await around.maintenance.change('operator', 'kernel-update', { type: 'clock' }) // a second wake says nothing twice
  }
  const messages = async (partner = 'brightside') =>
    (await listMessages(store.db, { partner, limit: 100 })).toSorted((a, b) => a.seq - b.seq)
  return { ...hub, startsAt, at, messages, close: () => store.close() }
}

test('a notice reaches the client from its partner with the partner in copy, the partner’s thread and both pages, once each (MNT-2, COM-1, COM-8)', async () => {
  const { startsAt, at, messages, store, close } = await planned()
  assert.deepEqual(await messages(), [])
  await at(after(startsAt, days(-7)))
  await at(after(startsAt, hours(-24)))
  const told = (await messages()).map(({ template, recipient }) => [template, recipient.channel, recipient.address[0], ...recipient.cc])
  assert.deepEqual(told, [
    ['maintenance-notice', 'mail', 'bo@cornerbakery.example', 'rosa@brightside.example'],
    ['maintenance-notice', 'slack', 'C0BRIGHT'],
    ['maintenance-reminder', 'mail', 'bo@cornerbakery.example', 'rosa@brightside.example'],
    ['maintenance-reminder', 'slack', 'C0BRIGHT'],
  ])
  const [letter] = await messages()
  assert.match(letter!.recipient.from, /@brightside\.example/)
  for (const fact of [
    'for 45 minutes',
    'Websites on Anchor',
    'Security update',
    'Closes a known',
    'call +1 312',
    'none',
    'CDT',
    letter!.link,
  ])
    assert.ok(letter!.text.includes(fact), fact)
  assert.doesNotMatch(letter!.text, /rival|Harbor/)
  for (const page of ['corner-bakery', 'brightside']) {
    const updates = await maintenanceUpdatesOn(store.db, 'brightside', page, 0 as Instant)
    assert.deepEqual(
      updates.map(({ kind }) => kind),
      ['reminder', 'notice'],
      page,
    )
  }
  await close()
})

test('each tenant hears of its own sites only, and what people did is on record', async () => {
  const { startsAt, at, messages, around, store, close } = await planned()
  await at(after(startsAt, days(-7)))
  await around.maintenance.change('operator', 'kernel-update', { type: 'cancelled', by: 'ana', reason: 'Put off.' })
  assert.deepEqual(
    (await messages('rival')).map(({ template }) => template),
    ['maintenance-notice', 'maintenance-cancelled'],
  )
  for (const { text } of await messages('rival')) assert.doesNotMatch(text, /cornerbakery/)
  const lines = await listAudit(store.db, { partner: 'operator', limit: 10 })
  assert.deepEqual(
    lines.map(({ who, what, about }) => [who, what, about]),
    [
      ['ana', 'maintenance cancelled', 'kernel-update'],
      ['ana', 'maintenance planned', 'kernel-update'],
    ],
  )
  await close()
})

test('an overrun pages whoever is on duty, on every channel of the rung (MNT-3)', async () => {
  const { startsAt, at, messages, close } = await planned()
  await at(startsAt)
  await at(after(startsAt, minutes(45)))
  const pages = (await messages('operator')).filter(({ contract }) => contract === 'page')
  assert.ok(pages.length > 0)
  assert.equal(pages[0]!.subject, 'Maintenance overruns: kernel-update')
  assert.match(pages[0]!.text, /\/maintenance$/)
  assert.equal(iso(pages[0]!.dueAt), iso(after(startsAt, minutes(45))))
  await close()
})
