import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { startBrowser } from '../../channels/browser.double.ts'
import { browsersOfPerson, keepBrowser } from '../../store/browsers.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { hours } from '../../domain/instant.ts'
import { listMessages } from '../../store/messages.ts'
import { postMessage } from '../../store/outbox.ts'
import { createBackOff } from './back-off.ts'
import { vapidKeys } from './browsers-of.ts'
import { deliverDue } from './deliver.ts'
import { startLayingOverrides } from '../plan/lay-overrides.ts'
import { onDutyAt } from '../../domain/audience/on-duty.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

async function hubWithBrowser(status?: () => number) {
  const hub = await askedHub()
  const browser = await startBrowser(status)
  closing.push(async () => {
    await Promise.all([hub.close(), browser.close()])
    assert.deepEqual(hub.bugs, [])
  })
  Object.assign(hub.plan, { channels: { ...hub.plan.channels, push: null } })
  await hub.store.transaction((tx) => keepBrowser(tx, hub.store.seals, 'ana', browser.subscription, hub.clock.at))
  const channels = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
  const pages = async () => {
    const at = hub.clock.at
    const link = `${hub.plan.hub.url}incidents/7`
    const words = { template: 'page', subject: 'DOWN: bäckerei.example', text: `It is down.\n${link}`, html: null, link }
    const recipient = { audience: 'responder', name: 'Ana', channel: 'push', address: ['ana'], from: 'Harbor <noc@harbor.example>', cc: [], why: null } as const // prettier-ignore
    const to = { partner: 'brightside', key: '7/page-1/ana/push', incident: null, step: null, contract: 'page', recipient } as const
    await hub.store.transaction((tx) => postMessage(tx, { ...to, ...words, messageId: '<7@harbor.example>', orderedAt: at, dueAt: at }))
    await deliverDue({
      ...hub.around,
      onBug: (error) => void hub.bugs.push(error),
      channels,
      strangers: channels,
      backOff: createBackOff(() => 0.5),
      respond: async () => {},
    })
    const [message] = await listMessages(hub.store.db, { limit: 1 })
    return message!
  }
  return { ...hub, browser, pages }
}

test('a page arrives in the browser of whoever is called, encrypted for it and signed by this installation (RES-3)', async () => {
  const hub = await hubWithBrowser()
  assert.equal((await hub.pages()).state, 'delivered')
  const [read] = hub.browser.read
  const { title, body, link } = read!.words as Record<string, unknown>
  assert.deepEqual([title, body, link], ['DOWN: bäckerei.example', 'It is down.', `${hub.plan.hub.url}incidents/7`])
  assert.equal(read!.signedBy, vapidKeys(hub.around.answerKey).publicKey)
  assert.deepEqual([read!.headers['urgency'], read!.headers['content-encoding'], Number(read!.headers['ttl'])], ['high', 'aes128gcm', hours(4) / 1000]) // prettier-ignore
})

test('a browser that is gone is forgotten, and the page is refused so that another channel is tried', async () => {
  const hub = await hubWithBrowser(() => 410)
  const { state, reason } = await hub.pages()
  assert.deepEqual([state, reason], ['refused', 'The push service answered 410.'])
  assert.deepEqual(await browsersOfPerson(hub.store, 'ana'), [])
})

test('whoever has a browser can be pushed to without ntfy', async () => {
  const hub = await hubWithBrowser()
  const { plan, stop } = await startLayingOverrides({ ...hub.around, onBug: (error) => void hub.bugs.push(error), plan: () => hub.plan })
  await stop()
  const onDuty = onDutyAt({ plan: plan(), secretsPresent: () => false, at: hub.clock.at })
  assert.deepEqual([onDuty['ana']![0]!.by, onDuty['kofi']![0]!.by], [{ push: 'ana' }, {}])
})
