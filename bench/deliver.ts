import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { beginIncident } from '../hub/src/domain/incident/begin.ts'
import type { Pinned, Recipient } from '../hub/src/domain/incident/incident.ts'
import type { Instant } from '../hub/src/domain/instant.ts'
import type { Plan } from '../hub/src/domain/plan/plan.ts'
import { createBackOff } from '../hub/src/engine/deliver/back-off.ts'
import { startDelivering } from '../hub/src/engine/deliver/deliver.ts'
import { createChannelNetwork } from '../hub/src/network/create-network.ts'
import { startHttpDouble } from '../hub/src/network/http.double.ts'
import { startMailDouble } from '../hub/src/network/smtp.double.ts'
import { insertIncident } from '../hub/src/store/incidents.ts'
import { postMessage } from '../hub/src/store/outbox.ts'
import { openStore } from '../hub/src/store/store.ts'
import { dice } from '../hub/test/stories/dice.ts'
import { spread } from './spread.ts'

// How long a message takes from its due time until the other side has it, with a thousand open incidents: first a steady flow, then all at once.
const INCIDENTS = 1000
const FLOW = 600
const EVERY_MS = 50
const KINDS = ['page', 'mail', 'slack'] as const
type Kind = (typeof KINDS)[number]

const data = await mkdtemp(join(tmpdir(), 'allclear-deliver-'))
const store = await openStore({ file: join(data, 'outbox.sqlite') })
const dueAt = new Map<string, number>()
let took: Record<Kind, number[]> = { page: [], mail: [], slack: [] }
const arrived = (key: string | undefined) => {
  const due = dueAt.get(key ?? '')
  if (due !== undefined) took[key!.split('-')[0] as Kind].push((Date.now() - due) / 1000)
}
const mail = await startMailDouble({
  dot: (raw) => {
    arrived(/^Message-ID: <(.*)@/m.exec(raw)?.[1])
    return '250 ok'
  },
})
const slack = await startHttpDouble(({ body }, n) => {
  arrived(/"text":"\*(slack-[\w-]+)/.exec(body)?.[1])
  return { body: { ok: true, ts: `1.${n}` } }
})
const push = await startHttpDouble(({ headers }) => {
  arrived(String(headers['title']))
  return { body: { id: 'p' } }
})
const clock = { now: () => Date.now() as Instant }
const from = { name: 'Brightside Care', address: 'care@brightside.example' }
const plan = {
  hub: { url: 'https://allclear.harbor.example/' },
  operator: { name: 'Harbor Web Care', mail: 'noc@harbor.example' },
  partners: { brightside: { brand: { from, dkim: null }, cc: ['rosa@brightside.example'] } },
  channels: { mail: { host: '127.0.0.1', port: mail.port, secure: false }, slack: { api: slack.url }, push: { ntfy: push.url } },
} as unknown as Plan

for (let id = 1; id <= INCIDENTS; id++) {
  const begun = beginIncident({
    id: String(id),
    site: `s${id}.example`,
    partner: 'brightside',
    detectedAt: clock.now(),
    pinned: {} as Pinned,
    earlier: null,
  })
  await store.transaction((tx) => insertIncident(tx, { ...begun, phase: 'open' }, 1))
}
const noDigest = (): never => {
  throw new Error('No digest is made here.')
}
const delivering = startDelivering({
  ...{ store, clock, plan: () => plan, secrets: () => new Map([['partners.brightside.slack.token', 'x']]), respond: async () => {} },
  channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
  strangers: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
  backOff: createBackOff(Math.random),
  library: noDigest,
  answerKey: 'a key of this trial',
  onBug: (error) => process.stderr.write(`${String(error)}\n`),
})

async function post(kind: Kind, incident: number) {
  const key = `${kind}-${incident}-${dueAt.size}`
  const [audience, channel] = ({ page: ['responder', 'push'], mail: ['client', 'mail'], slack: ['partner', 'slack'] } as const)[kind]
  const address = { page: `ana-${incident % 20}`, mail: `bo-${incident}@cornerbakery.example`, slack: `C${incident % 40}` }[kind]
  const recipient: Recipient = { audience, channel, name: 'Reader', address: [address], from: from.address, cc: [], why: null }
  const words = {
    template: 'investigating',
    subject: key,
    text: 'We look into it.',
    html: null,
    link: 'https://status.brightside.example/',
  }
  const now = clock.now()
  const when = {
    orderedAt: now,
    dueAt: now,
    messageId: `<${key}@brightside.example>`,
    contract: kind === 'page' ? 'page' : 'message',
  } as const
  await store.transaction((tx) => postMessage(tx, { partner: 'brightside', key, incident, step: null, recipient, ...words, ...when }))
  dueAt.set(key, now)
  delivering.nudge()
}

async function arrivedAll(count: number) {
  for (const until = Date.now() + 120_000; Object.values(took).flat().length < count && Date.now() < until;) await rest(20)
  for (const kind of KINDS) process.stdout.write(`  ${kind.padEnd(5)} ${spread(took[kind], 's')}\n`)
  return Object.values(took).flat().length === count
}

try {
  const roll = dice(7)
  process.stdout.write(`${INCIDENTS} open incidents; ${FLOW} messages, one each ${EVERY_MS} ms, from due to taken by the other side:\n`)
  for (let n = 0; n < FLOW; n++) {
    await post(KINDS[n % 3]!, 1 + roll.upTo(INCIDENTS))
    await rest(EVERY_MS)
  }
  const isWhole = await arrivedAll(FLOW)
  const all = Object.values(took)
    .flat()
    .toSorted((a, b) => a - b)
  const [median, p99] = [all[Math.floor(all.length / 2)]!, all[Math.floor(all.length * 0.99)]!]
  process.stdout.write(`median ${median.toFixed(3)} s (goal 1 s), p99 ${p99.toFixed(3)} s (goal 3 s)\n`)
  took = { page: [], mail: [], slack: [] }
  process.stdout.write(`${INCIDENTS} at once, every tenth a page posted last:\n`)
  for (let id = 1; id <= INCIDENTS * 0.9; id++) await post(id % 2 === 0 ? 'mail' : 'slack', id)
  for (let id = 1; id <= INCIDENTS * 0.1; id++) await post('page', id)
  const isWholeToo = await arrivedAll(INCIDENTS)
  if (!isWhole || !isWholeToo || median > 1 || p99 > 3) process.exitCode = 1
} finally {
  await delivering.stop()
  await Promise.all([mail.close(), slack.close(), push.close()])
  await store.close()
  await rm(data, { recursive: true, force: true })
}
