import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startHttpDouble, type Said } from '../hub/src/network/http.double.ts'
import { startMailDouble, type Deed, type Moment } from '../hub/src/network/smtp.double.ts'
import { listMessages, type Message } from '../hub/src/store/messages.ts'
import { openStore } from '../hub/src/store/store.ts'
import { openTally } from '../hub/test/tally.ts'

// A sender killed without warning at each step of its conversations, again and again; then its outbox is compared with what the sinks took.
const ROUNDS = Number(process.argv[2] ?? 8)
const SENDER = fileURLToPath(new URL('./crash-sender.ts', import.meta.url))
const STEPS = [
  ...(['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'dot'] as const).map((moment) => `smtp ${moment}`),
  ...['smtp second RCPT', 'smtp after 250', 'slack has it', 'slack answered', 'push has it', 'push answered'],
]
const GOOD: Partial<Record<Moment, string>> = { connect: '220 hello', EHLO: '250 hello', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on' }

const data = await mkdtemp(join(tmpdir(), 'allclear-crash-sending-'))
const file = join(data, 'outbox.sqlite')
const tally = openTally()
let step = ''
let sender: ChildProcess | undefined
const killAt = (here: string) => {
  if (step !== here || sender === undefined) return false
  sender.kill('SIGKILL')
  step = ''
  return true
}
const dies = (moment: Moment) => (): Deed => (killAt(`smtp ${moment}`) ? 'hang' : GOOD[moment]!)
let recipients = 0
const dots: string[] = [] // letters whose final dot was heard
const mail = await startMailDouble({
  connect: () => (killAt('smtp connect') ? 'hang' : GOOD.connect!),
  EHLO: dies('EHLO'),
  MAIL: dies('MAIL'),
  RCPT: () => (++recipients % 2 === 0 && killAt('smtp second RCPT') ? 'hang' : dies('RCPT')()),
  DATA: dies('DATA'),
  dot: (raw) => {
    dots.push(/^Message-ID: (<.*>)/m.exec(raw)![1]!)
    if (killAt('smtp dot')) return 'hang'
    setImmediate(() => killAt('smtp after 250')) // behind the answer
    return '250 2.0.0 queued'
  },
})
const service = (name: string, body: (n: number) => unknown) =>
  startHttpDouble((_, n): Said => {
    if (killAt(`${name} has it`)) return 'hang'
    setImmediate(() => killAt(`${name} answered`))
    return { body: body(n) }
  })
const [slack, push] = [await service('slack', (n) => ({ ok: true, ts: `1.${n}` })), await service('push', (n) => ({ id: `p${n}` }))]

const portOf = (url: string) => new URL(url).port
const start = (life: string) => {
  sender = fork(SENDER, [file, life, String(mail.port), portOf(slack.url), portOf(push.url)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return once(sender, 'exit')
}
async function unsettled(): Promise<number> {
  const store = await openStore({ file })
  const left = await listMessages(store.db, { states: ['waiting', 'sending', 'committing'], limit: 10_000 })
  await store.close()
  return left.length
}

const killed = new Map<string, number>()
try {
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [n, one] of STEPS.entries()) {
      step = one
      const ended = start(`${round}-${n}`)
      await Promise.race([ended, rest(10_000)])
      if (step === '') killed.set(one, (killed.get(one) ?? 0) + 1)
      sender!.kill('SIGKILL')
      await ended
    }
    process.stdout.write(`${round} of ${ROUNDS} rounds\n`)
  }
  step = ''
  const last = start('last')
  await rest(6000)
  sender!.send('stop')
  await last
  reckon(await everyMessage())
} finally {
  sender?.kill('SIGKILL')
  await Promise.all([mail.close(), slack.close(), push.close()])
  if (tally.close()) await rm(data, { recursive: true, force: true })
  else {
    process.stdout.write(`The data are kept in ${data}\n`)
    process.exitCode = 1
  }
}

async function everyMessage(): Promise<Message[]> {
  tally.claim('nothing waits any more', (await unsettled()) === 0)
  const store = await openStore({ file })
  const all = await listMessages(store.db, { limit: 10_000 })
  await store.close()
  return all
}

function reckon(all: readonly Message[]) {
  const missed = STEPS.filter((one) => (killed.get(one) ?? 0) < ROUNDS)
  tally.claim(
    `killed at each of ${STEPS.length} steps, ${[...killed.values()].reduce((sum, n) => sum + n, 0)} times in all`,
    missed.length === 0,
    missed,
  )
  const states = Object.entries(Object.groupBy(all, ({ state }) => state)).map(([state, of]) => `${of.length} ${state}`)
  process.stdout.write(`${all.length} messages: ${states.join(', ')}\n`)
  const taken = (message: Message) => timesTaken(message)
  const named = (list: readonly Message[]) => list.map(({ key, state }) => `${key} ${state} ${timesTaken({ key } as Message)}`)
  const messages = all.filter(({ contract }) => contract === 'message')
  const twice = messages.filter((one) => taken(one) > 1)
  tally.claim(`none of ${messages.length} messages was taken twice`, twice.length === 0, named(twice))
  const lost = all.filter((one) => one.state !== 'uncertain' && taken(one) === 0)
  tally.claim('none was lost: what is not shown as uncertain was taken', lost.length === 0, named(lost))
  const pages = all.filter(({ contract }) => contract === 'page')
  tally.claim(
    `all ${pages.length} pages arrived, at least once`,
    pages.every((one) => one.state === 'delivered' && taken(one) >= 1),
    named(pages.filter((one) => taken(one) < 1)),
  )
  const unsure = messages.filter(({ state }) => state === 'uncertain')
  // The note that it may be taken from now on is stored before the dot leaves; a kill may fall between the two.
  const early = unsure.filter((one) => one.recipient.channel === 'mail' && !dots.includes(one.messageId))
  tally.claim(
    `of ${unsure.length} uncertain ones the mails had their final dot on the way: ${early.length} died between our note of it and the dot`,
    early.length <= ROUNDS,
    named(early),
  )
}

function timesTaken({ key }: Message): number {
  if (key.startsWith('mail-')) return dots.filter((id) => id === `<${key}@brightside.example>`).length
  const [channel, topic] = key.startsWith('slack-') ? [slack, key.slice(6)] : [push, key.slice(5)]
  return channel.heard.filter(({ path, body }) => path === `/${topic}` || body.includes(`"channel":"${topic}"`)).length
}
