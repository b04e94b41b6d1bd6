import { milliseconds, seconds, type Instant } from '../hub/src/domain/instant.ts'
import type { Recipient } from '../hub/src/domain/incident/incident.ts'
import type { Plan } from '../hub/src/domain/plan/plan.ts'
import { startDelivering } from '../hub/src/engine/deliver/deliver.ts'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import { postMessage } from '../hub/src/store/outbox.ts'
import { openStore } from '../hub/src/store/store.ts'

// The sender that is killed: an outbox in the file given, the sinks at the ports given, and in each life some messages more.
const [file, life, mailPort, slackPort, pushPort] = process.argv.slice(2) as [string, ...string[]]
const store = await openStore({ file })
const clock = { now: () => Date.now() as Instant }
const plan = {
  hub: { url: 'https://allclear.harbor.example/' },
  operator: { name: 'Harbor Web Care', mail: 'noc@harbor.example' },
  partners: {
    brightside: {
      brand: { from: { name: 'Brightside Care', address: 'care@brightside.example' }, dkim: null },
      cc: ['rosa@brightside.example'],
    },
  },
  channels: {
    mail: { host: '127.0.0.1', port: Number(mailPort), secure: false },
    slack: { api: `http://127.0.0.1:${slackPort}` },
    push: { ntfy: `http://127.0.0.1:${pushPort}` },
  },
} as unknown as Plan

const to = (audience: Recipient['audience'], channel: string, address: string): Recipient => ({
  ...{ audience, channel, name: 'Reader', address: [address], cc: [], why: null },
  from: 'Brightside Care <care@brightside.example>',
})
for (const recipient of [
  ...[1, 2].map((n) => to('client', 'mail', `bo-${life}-${n}@cornerbakery.example`)),
  to('partner', 'slack', `C${life}`),
  to('responder', 'push', `ana-${life}`),
]) {
  const key = `${recipient.channel}-${recipient.address[0]!.replace(/@.*/, '')}`
  const message = {
    key,
    recipient,
    contract: recipient.audience === 'responder' ? 'page' : 'message',
    messageId: `<${key}@brightside.example>`,
  } as const
  const words = {
    template: 'investigating',
    subject: key,
    text: 'We look into it.',
    html: null,
    link: 'https://status.brightside.example/',
  }
  const when = { orderedAt: clock.now(), dueAt: clock.now() }
  await store.transaction((tx) => postMessage(tx, { partner: 'brightside', incident: null, step: null, ...message, ...words, ...when }))
}
const noDigest = (): never => {
  throw new Error('No digest is made here.')
}
const delivering = startDelivering({
  store,
  clock,
  plan: () => plan,
  secrets: () => new Map([['partners.brightside.slack.token', 'xoxb-1']]),
  channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
  library: noDigest,
  strangers: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
  answerKey: 'a key of this trial',
  onBug: (error) => process.stderr.write(`${String(error)}\n`),
  respond: async () => {},
  backOff: (_, tries) => (tries > 5 ? seconds(1) : milliseconds(50)),
})
process.on('message', async () => {
  await delivering.stop()
  await store.close()
  process.disconnect?.()
})
