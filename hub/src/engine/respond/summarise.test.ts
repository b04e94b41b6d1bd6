import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after as afterAll, test } from 'node:test'
import type { Happening } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { readPlan } from '../../domain/plan/read-plan.ts'
import { choosePlaybook } from '../../domain/playbook/choose.ts'
import type { Verdict } from '../../domain/triage/verdict.ts'
import { loadLibrary } from '../../library.ts'
import { createChannelNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { startMailDouble } from '../../network/smtp.double.ts'
import { listMessages } from '../../store/messages.ts'
import { findOptOut, setOptOut } from '../../store/opt-outs.ts'
import { openStore } from '../../store/store.ts'
import { nextSummary } from '../../store/summaries.ts'
import { timelineOf } from '../../store/timeline.ts'
import { createBackOff } from '../deliver/back-off.ts'
import { deliverDue } from '../deliver/deliver.ts'
import { createCalendar } from '../maintenance/maintenance-calendar.ts'
import { createMetrics } from '../metrics.ts'
import { EVERY_TURN } from '../turns.ts'
import { respond, suspect, wakeNext } from './respond.ts'
import type { Room } from '../room.ts'
import { summariseDue } from './summarise.ts'

const closing: (() => Promise<unknown>)[] = []
afterAll(() => Promise.all(closing.map((close) => close())))
const genuine: Verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: true, because: [] }
const example = readFileSync(new URL('../../../../docs/examples/allclear.yaml', import.meta.url), 'utf8')
const library = await loadLibrary({})

/** The example agency, whose client has two sites, with a mail server and a Slack of its own, at a clock moved by hand. */
async function night() {
  const [store, mail] = [await openStore({}), await startMailDouble()]
  const slack = await startHttpDouble((_, n) => ({ body: { ok: true, ts: `1.${n}` } }))
  closing.push(async () => {
    await Promise.all([mail.close(), slack.close()])
    await store.close()
  })
  const text = example.replace(
    '\nchannels:',
    '\n  lakeside.example: { client: corner-bakery, url: https://lakeside.example/ }\n\nchannels:',
  )
  const read = readPlan(text, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: {} }).plan!
  const server = { host: '127.0.0.1', port: mail.port, secure: false }
  const brightside = { ...read.partners['brightside']!, slack: { ...read.partners['brightside']!.slack!, api: slack.url } }
  const plan: Plan = { ...read, partners: { brightside }, channels: { ...read.channels, mail: server } }
  let now = Date.parse('2026-03-05T02:00:00-06:00') as Instant
  const bugs: unknown[] = []
  const room: Room = {
    store,
    clock: { now: () => now },
    plan: () => plan,
    secrets: () => new Map([['partners.brightside.slack.token', 'xoxb-1']]),
    library: () => library,
    outside: createChannelNetwork({ operatorHosts: [] }),
    channels: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    strangers: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    loops: {},
    calendar: createCalendar({ store, clock: { now: () => now }, plan: () => plan }),
    metrics: createMetrics(),
    turns: EVERY_TURN,
    news: () => {},
    answerKey: 'a key of this trial',
    onBug: (error) => void bugs.push(error),
  }
  const happens = async (number: number, happening: Happening) => void (await respond(room, 'brightside', number, happening))
  const send = () =>
    deliverDue({ ...room, respond: async (...told) => void (await respond(room, ...told)), backOff: createBackOff(() => 0.5) })
  /** All that is due until then: incidents woken, summaries told, messages sent. */
  const reaches = async (moment: string) => {
    now = Date.parse(moment) as Instant
    const woken: number[] = []
    while (await wakeNext(room, woken));
    await summariseDue(room)
    await send()
    assert.deepEqual(bugs, [])
  }
  const goesDown = async (site: string) => {
    const number = await suspect(room, { id: site, partner: 'brightside' }, now)
    await happens(number, { type: 'confirmed', verdict: genuine, since: now })
    const diagnosis = { cause: 'host.service_down', confidence: 1, because: [], alternatives: [], facts: {} }
    await happens(number, { type: 'diagnosed', diagnosis, playbook: choosePlaybook(library.playbooks, 'host.service_down') })
    await send()
    return number
  }
  const notes = async (number: number) => (await timelineOf(store.db, 'brightside', number)).flatMap(({ note }) => note ?? [])
  const letters = () => mail.letters.filter(({ to }) => to[0] === 'bo@cornerbakery.example')
  const digests = () =>
    slack.heard
      .map(({ body }) => JSON.parse(body) as { text: string; thread_ts?: string })
      .filter(({ text }) => text.includes('Good morning'))
  return { store, reaches, goesDown, happens, notes, letters, digests }
}

test('two sites of one client, down for minutes in one night: one mail tells of both, one digest the partner, once (RES-5)', async () => {
  const { store, reaches, goesDown, happens, notes, letters, digests } = await night()
  const [first, second] = [await goesDown('cornerbakery.example'), await goesDown('lakeside.example')]
  await reaches('2026-03-05T02:05:00-06:00')
  for (const number of [first, second]) await happens(number, { type: 'seen-up' })
  await reaches('2026-03-05T02:20:00-06:00')
  await reaches('2026-03-05T07:59:59-06:00')
  assert.deepEqual([letters().length, digests().length], [0, 0])
  await reaches('2026-03-05T08:00:00-06:00')
  await reaches('2026-03-05T08:00:01-06:00')
  await reaches('2026-03-06T08:00:00-06:00')
  assert.deepEqual([letters().length, digests().length, await nextSummary(store.db)], [1, 1, null])
  const [{ to, raw }] = letters() as [{ to: string[]; raw: string }]
  assert.deepEqual(to, ['bo@cornerbakery.example', 'rosa@brightside.example'])
  const words = raw.replaceAll('=\r\n', '')
  for (const site of ['cornerbakery.example did not work as it should for 5 minutes', '- lakeside.example for 5 minutes'])
    assert.ok(words.includes(site), words)
  assert.match(digests()[0]!.text, /cornerbakery\.example[^]*lakeside\.example/)
  assert.equal(digests()[0]!.thread_ts, undefined)
  assert.ok((await notes(second)).includes(`The client hears of it in the summary of incident ${first}.`))
  assert.ok((await notes(second)).includes(`The partner hears of it in the summary of incident ${first}.`))
})

test('a site that is down again in the morning is not called well: its summary waits for the next one (RES-5)', async () => {
  const { reaches, goesDown, happens, notes, letters } = await night()
  const first = await goesDown('cornerbakery.example')
  await reaches('2026-03-05T02:05:00-06:00')
  await happens(first, { type: 'seen-up' })
  await reaches('2026-03-05T02:20:00-06:00')
  await reaches('2026-03-05T07:55:00-06:00')
  const again = await goesDown('cornerbakery.example')
  await reaches('2026-03-05T08:00:00-06:00')
  assert.equal(letters().length, 0)
  assert.ok((await notes(first)).includes('The site is down again, so the summary for the client waits until the next morning.'))
  await happens(again, { type: 'seen-up' })
  await reaches('2026-03-05T08:15:00-06:00')
  await reaches('2026-03-06T08:00:00-06:00')
  assert.equal(letters().length, 1)
  assert.ok((await notes(again)).includes(`The client hears of it in the summary of incident ${first}.`))
})

test('who asked for no summaries gets none, and is written to all the same while something is wrong (I-33)', async () => {
  const { store, reaches, goesDown, happens, notes, letters } = await night()
  const quiet = async (day: string) => {
    await reaches(`${day}T02:00:00-06:00`)
    const number = await goesDown('cornerbakery.example')
    await reaches(`${day}T02:05:00-06:00`)
    await happens(number, { type: 'seen-up' })
    await reaches(`${day}T02:20:00-06:00`)
    await reaches(`${day}T08:00:00-06:00`)
    return number
  }
  await quiet('2026-03-05')
  const token = /List-Unsubscribe: <[^>]*\/unsubscribe\/([\w-]+)>/.exec(letters()[0]!.raw.replaceAll('\r\n ', ' '))?.[1]
  const { address } = (await findOptOut(store.db, token!))!
  await store.transaction((tx) => setOptOut(tx, 'brightside', address, 1 as Instant))
  const second = await quiet('2026-03-06')
  assert.equal(letters().length, 1)
  assert.ok((await notes(second)).includes('Bo Hart has asked for no summaries: none was sent.'))
  await reaches('2026-03-07T02:00:00-06:00')
  await goesDown('cornerbakery.example')
  await reaches('2026-03-07T02:15:00-06:00')
  assert.equal(letters().length, 2)
  assert.doesNotMatch(letters()[1]!.raw, /List-Unsubscribe/)
  assert.equal(
    (await listMessages(store.db, { limit: 100 })).some(({ state }) => state === 'refused'),
    false,
  )
})
