import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { askedHub } from '../../../test/asked-hub.ts'
import { provable } from '../../channels/prove.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { startMailDouble } from '../../network/smtp.double.ts'
import type { Script } from '../../network/smtp.double.ts'
import { channelProofs, syncChannelProofs } from '../../store/channel-proofs.ts'
import { listMessages } from '../../store/messages.ts'
import { proveDue } from './prove-channels.ts'
import type { Room } from '../room.ts'

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const CHANNELS = ['mail', 'push', 'slack/brightside', 'sms', 'status-page']
const WELL: Readonly<Record<string, unknown>> = {
  '/api/auth.test': { ok: true },
  '/v1/health': { healthy: true },
  '/2010-04-01/Accounts/AC1.json': { status: 'active' },
  '/status/operator/': '<!doctype html><html></html>',
}

async function hubWithChannels(script: Script = {}, wrong: Record<string, unknown> = {}) {
  const web = await startHttpDouble(({ path }) => ({ body: path in wrong ? wrong[path] : WELL[path] }))
  const mail = await startMailDouble(script)
  const hub = await askedHub({
    'channels.push.ntfy': `${web.url}/ops`,
    'channels.sms.twilio.account': 'AC1',
    'channels.sms.twilio.token': 'a token',
  })
  const { channels } = hub.plan
  const { brightside } = hub.plan.partners
  Object.assign(hub.plan, {
    hub: { ...hub.plan.hub, url: `${web.url}/` },
    operator: { ...hub.plan.operator, statusPage: null },
    partners: { brightside: { ...brightside, slack: { ...brightside.slack!, api: `${web.url}/api` } } },
    channels: {
      ...channels,
      mail: { host: '127.0.0.1', port: mail.port, secure: false },
      sms: { ...channels.sms!, api: web.url },
      push: { ntfy: `${web.url}/ops` },
    },
  })
  closing.push(async () => {
    await Promise.all([web.close(), mail.close(), hub.close()])
    assert.deepEqual(hub.bugs, [])
  })
  const room = { ...hub.around, channels: network, loops: {} } as unknown as Room
  await hub.store.transaction((tx) => syncChannelProofs(tx, CHANNELS, hub.clock.at))
  const proves = async () => {
    await proveDue(room, new AbortController().signal)
    return Object.fromEntries((await channelProofs(hub.store.db)).map((proof) => [proof.channel, proof]))
  }
  const pages = async () =>
    (await listMessages(hub.store.db, { limit: 50 })).map(({ recipient, subject }) => `${recipient.channel}: ${subject}`)
  return { ...hub, web, mail, proves, pages }
}

test('the operator’s own Slack is proved where there is a token for it, beside each partner’s (PRP-4)', async () => {
  const { plan, around } = await hubWithChannels()
  const names = provable(plan, new Map([...around.secrets(), ['channels.slack.token', 'xoxb-0']]))
  assert.deepEqual(names, ['mail', 'push', 'sms', 'slack', 'slack/brightside', 'status-page'])
  assert.deepEqual(provable(plan, around.secrets()), names.filter((name) => name !== 'slack')) // prettier-ignore
})

test('every channel is proved once a day, and nobody gets a message by it (PRP-4)', async () => {
  const hub = await hubWithChannels()
  const proofs = await hub.proves()
  assert.deepEqual(
    Object.values(proofs).map(({ channel, reason, failures }) => [channel, reason, failures]),
    CHANNELS.map((channel) => [channel, null, 0]),
  )
  assert.deepEqual(hub.mail.letters, [])
  assert.deepEqual(
    hub.mail.heard.slice(0, 4).map((line) => line.split(' ')[0]),
    ['EHLO', 'MAIL', 'RCPT', 'RSET'],
  )
  const before = hub.web.heard.length
  hub.passes('23h')
  await hub.proves()
  assert.equal(hub.web.heard.length, before)
  hub.passes('1h')
  await hub.proves()
  assert.equal(hub.web.heard.length, before * 2)
  assert.deepEqual(await hub.pages(), [])
})

test('a channel that fails twice pages on-call over another one, once, until it works again (PRP-4)', async () => {
  let isWell = false
  const hub = await hubWithChannels({ RCPT: () => (isWell ? '250 ok' : '550 no such user') })
  const { mail } = await hub.proves()
  assert.deepEqual([mail!.failures, mail!.reason], [1, '127.0.0.1 answered 550 to noc@harbor.example: no such user'])
  assert.deepEqual(await hub.pages(), [], 'once may be chance')
  for (let times = 0; times < 3; times++) {
    hub.passes('15m')
    await hub.proves()
  }
  assert.deepEqual(await hub.pages(), ['push: Mail does not work'])
  isWell = true
  hub.passes('15m')
  assert.equal((await hub.proves())['mail']!.failures, 0)
})

test('a service that answers, but not well, has failed', async () => {
  const hub = await hubWithChannels({}, {
    '/api/auth.test': { ok: false, error: 'invalid_auth' },
    '/v1/health': { healthy: false },
    '/2010-04-01/Accounts/AC1.json': { status: 'suspended' },
    '/status/operator/': 'gone',
  }) // prettier-ignore
  const proofs = Object.values(await hub.proves())
  assert.deepEqual(
    proofs.map(({ channel, failures }) => [channel, failures]),
    CHANNELS.map((channel) => [channel, channel === 'mail' ? 0 : 1]),
  )
  assert.equal(proofs[2]!.reason, 'It answered 200: {"ok":false,"error":"invalid_auth"}')
})
