import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { listMessages } from '../../store/messages.ts'

async function trackedHub(secrets: Readonly<Record<string, string>>) {
  const hub = await askedHub(secrets)
  const ops = { id: 'ops', kind: 'github', name: 'Our tracker', api: 'https://api.github.example', to: 'harbor/ops' } as const
  Object.assign(hub.plan, { channels: { ...hub.plan.channels, apps: { ops }, tickets: 'ops' } })
  const words = async (incident: number) =>
    (await listMessages(hub.store.db, { incident, limit: 100 })).toReversed().flatMap(({ recipient, template, text }) => (recipient.address[0] === 'ops' ? [`${template}: ${text}`] : [])) // prettier-ignore
  return { ...hub, words }
}

test('an incident has its words for the operator’s tracker: opened, its cause, who has it, and the end (REA-12)', async () => {
  const hub = await trackedHub({ 'channels.apps.ops.token': 'x' })
  try {
    const number = await hub.asks('domain.expired')
    await hub.happens(number, { type: 'acknowledged', by: 'mei' })
    hub.passes('1m')
    await hub.delivers()
    await hub.happens(number, { type: 'seen-up' })
    await hub.happens(number, { type: 'resolved-by-hand', by: 'mei', reason: 'Renewed.' })
    assert.deepEqual(await hub.words(number), [
      `ticket-opened: cornerbakery.example is down since 2026-03-04T16:00:00Z. Incident ${number} in Allclear.`,
      'ticket-cause: Cause: domain.expired, with a confidence of 100 %.',
      'ticket-taken: Mei Tanaka has it.',
      'ticket-resolved: All clear at 2026-03-04T16:01:00Z: cornerbakery.example was down since 2026-03-04T16:00:00Z.',
    ])
    assert.deepEqual(hub.bugs, [])
  } finally {
    await hub.close()
  }
})

test('a larger outage has one ticket, where it is led, and what heals before anybody is paged has none (TRI-3)', async () => {
  const hub = await trackedHub({ 'channels.apps.ops.token': 'x' })
  const sent = async (incident: number) => (await hub.words(incident)).length
  try {
    const [led, heals] = [await hub.asks('domain.expired'), await hub.asks('domain.expired', hub.plan.sites['rival.example']!)]
    await hub.happens(led, { type: 'joined', parent: { id: 1, says: 'Part of it.', sites: 2, leads: false } })
    await hub.happens(heals, { type: 'seen-up' }, 'rival')
    await hub.happens(heals, { type: 'resolved-by-hand', by: 'mei', reason: 'Gone.' }, 'rival')
    await hub.happens(led, { type: 'acknowledged', by: 'mei' })
    assert.deepEqual([await sent(led), await sent(heals)], [2, 2], 'nothing is added')
    const left = (await listMessages(hub.store.db, { limit: 100 })).filter(({ recipient, state }) => recipient.address[0] === 'ops' && state !== 'cancelled') // prettier-ignore
    assert.deepEqual(left, [])
  } finally {
    await hub.close()
  }
})

test('a tracker without its token hears nothing', async () => {
  const hub = await trackedHub({})
  try {
    assert.deepEqual(await hub.words(await hub.asks('domain.expired')), [])
  } finally {
    await hub.close()
  }
})
