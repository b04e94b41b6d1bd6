import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabMail, LabPost } from '@allclear/wire/lab.ts'
import type { Browser, Page } from 'playwright-core'
import { residentMiB } from '../processes.ts'
import { openTally } from '../tally.ts'
import type { Tally } from '../tally.ts'
import { startDemonstration } from './demonstration.ts'
import type { Demonstration } from './demonstration.ts'
import { openChromium } from '../chromium.ts'
import { lookAtAll } from './screens.ts'
import { watchScenario } from './watch-scenario.ts'

const SITE = 'cornerbakery.example'
const CLIENT = 'bo@cornerbakery.example'
const PARTNER = 'rosa@brightside.example'
const QUARTER = 15_000 // 15 minutes of the playbook, in the demonstration's time
const STORY_SECONDS = 120
const LIMIT_MS = 240_000
// Nets against a fall on any machine, not measures: `npm run bench:start` measures start and memory.
const START_MS = 12_000
const HUB_MIB = 240

type Entry = { at: string; kind: string; step?: string; state?: string; channel?: string; to?: string[]; cc?: string[] }
type Whole = { id: string; phase: string; cause: string | null; confirmedAt: string; resolvedAt: string | null; timeline: Entry[] }

/** What the acts of the story are watched with: three pages that stay open, and what the doubles took. */
type Stage = {
  readonly tally: Tally
  readonly now: Page
  readonly room: Page
  readonly status: Page
  mails(): Promise<readonly LabMail[]>
  posts(): Promise<readonly LabPost[]>
  incident(): Promise<Whole>
}

// `npm run demonstration -- NAME` watches another scenario than the one that `npm start` plays.
const [scenario = 'certificate'] = process.argv.slice(2)
if (scenario !== 'certificate') process.exit(await watchScenario(scenario))

const tally = openTally()
const browser = await openChromium()
const shots = await mkdtemp(join(tmpdir(), 'allclear-screens-'))
process.stdout.write(`Screenshots are kept in ${shots}\n\n`)
const demonstration = await startDemonstration()
const began = performance.now()
const watchdog = setTimeout(() => {
  tally.claim(`the demonstration was watched within ${LIMIT_MS / 1000} s`, false)
  tally.close()
  process.kill(-demonstration.pid, 'SIGKILL')
  process.exit(1)
}, LIMIT_MS)
try {
  await watch(demonstration)
} catch (error) {
  tally.claim('the demonstration was watched to its end', false, error instanceof Error ? error.stack : String(error))
} finally {
  const { status, left } = await demonstration.interrupt()
  tally.claim('Ctrl-C ends it with exit status 0', status === 0, `${status}\n${demonstration.said().stderr.slice(-2000)}`)
  tally.claim('and leaves no process behind', left.length === 0, left)
  await browser.close()
  clearTimeout(watchdog)
}
process.exitCode = tally.close() ? 0 : 1

async function watch({ pid, links, startedInMs, said }: Demonstration) {
  tally.claim(`it listens ${(startedInMs / 1000).toFixed(2)} s after its start, at most ${START_MS / 1000} s`, startedInMs <= START_MS)
  const stage = await enter(browser, demonstration)
  await outage(stage)
  const session = await stage.now.context().storageState()
  const pages = async () => ({
    ...{ now: links.url, room: stage.room.url(), sites: `${links.url}sites`, status: links.status },
    ...{ mail: links.mail, letter: `${links.mail}/messages/${(await stage.mails()).at(-1)!.number}`, slack: links.slack, lab: links.lab },
  })
  const looked = pages().then((all) => lookAtAll(browser, all, { session, folder: shots, act: 'down', tally }))
  await response(stage)
  await looked
  await recovery(stage)
  const seconds = (performance.now() - began) / 1000
  tally.claim(`the whole story took ${seconds.toFixed(0)} s, at most ${STORY_SECONDS} s`, seconds <= STORY_SECONDS)
  await reckoning(stage)
  await lookAtAll(browser, await pages(), { session, folder: shots, act: 'clear', tally })
  const resident = residentMiB(pid)
  tally.claim(`the hub holds ${resident.toFixed(0)} MiB, at most ${HUB_MIB}`, resident <= HUB_MIB)
  const { stdout } = said()
  tally.claim('--json printed one document and nothing else', stdout.trim().split('\n').length === 1, stdout)
}

/** In by the one-time link, and the pages on which the story is followed. */
async function enter(from: Browser, { links, token }: Demonstration): Promise<Stage> {
  const context = await from.newContext({ viewport: { width: 1280, height: 900 } })
  const [now, room, status] = [await context.newPage(), await context.newPage(), await context.newPage()]
  await now.goto(links.console)
  await now.getByRole('button', { name: 'Log in' }).click()
  await now.waitForURL(links.url)
  tally.claim('the one-time link and its button lead into the console', true)
  await status.goto(links.status)
  const json = async <T>(url: string, headers = {}): Promise<T> => (await context.request.get(url, { headers })).json() as Promise<T>
  const bearer = { authorization: `Bearer ${token}` }
  return {
    ...{ tally, now, room, status },
    mails: () => json<LabMail[]>(`${links.mail}/api/messages`),
    posts: () => json<LabPost[]>(`${links.slack}messages`),
    incident: async () => {
      const { items } = await json<{ items: { id: string; site: string }[] }>(`${links.url}api/v1/incidents`, bearer)
      return json<Whole>(`${links.url}api/v1/incidents/${items.find(({ site }) => site === SITE)!.id}`, bearer)
    },
  }
}

function shows(page: Page, selector: string, text: string | RegExp): () => Promise<boolean> {
  return async () => (await page.locator(selector).filter({ hasText: text }).count()) > 0
}
function says(posts: readonly LabPost[], words: RegExp): LabPost | undefined {
  return posts.find(({ text }) => words.test(text))
}

/** Confirmed, named, paged, told: what happens without anybody touching it. */
async function outage({ now, room, status, mails, posts, incident }: Stage) {
  const link = now.locator('#incidents').getByRole('link', { name: SITE })
  await tally.await('the console shows the incident by itself', async () => (await link.count()) > 0, 15_000)
  await room.goto(new URL((await link.getAttribute('href'))!, now.url()).href)
  await tally.await('the outage is confirmed, not only suspected', shows(room, '#head', 'Open'), 10_000)
  await tally.await('the room names the cause: tls.expired', shows(room, 'main', 'tls.expired'), 10_000)
  await tally.await(
    'the responder on duty is paged',
    async () => (await mails()).some(({ to, subject }) => /@harbor\.example$/.test(to[0]!) && subject.startsWith('DOWN')),
    5000,
  )
  await tally.await(
    'the partner’s Slack channel has a thread',
    async () => (await posts()).some(({ channel, threadTs, text }) => channel === 'C0BRIGHT' && threadTs === null && text.includes(SITE)),
    5000,
  )
  await status.reload()
  tally.claim('the partner’s status page says so', await shows(status, 'article.incident', 'Investigating')())
  tally.claim('and shows the site as down', !(await shows(status, '.components li:first-child .state', 'Operational')()))
  await tally.await(
    'the renewal was tried by the hub itself, and failed',
    async () => (await incident()).timeline.some(({ kind, state }) => kind === 'action' && state === 'failed'),
    10_000,
  )
  await room.getByRole('button', { name: 'Acknowledge' }).click()
  await tally.await('the button takes the incident', shows(room, '#head', /With \w/), 5000)
}

/** The client hears after its quarter of an hour, and then more people are called. */
async function response({ room, status, mails, posts, incident }: Stage) {
  const mail = await tally.await(
    'the client gets a mail',
    async () => (await mails()).find(({ to }) => to.includes(CLIENT)),
    QUARTER + 15_000,
  )
  if (mail) {
    const { confirmedAt } = await incident()
    const waited = mail.at - Date.parse(confirmedAt)
    tally.claim(
      `${(waited / 1000).toFixed(1)} s after the outage was confirmed, never before 15`,
      waited >= QUARTER && waited < QUARTER + 3000,
    )
    tally.claim('from the partner’s white-label address', mail.from === 'Brightside Care <care@brightside.example>', mail.from)
    tally.claim('with the partner in CC', mail.cc.includes(PARTNER), mail.cc)
    tally.claim(
      'and in the envelope',
      [CLIENT, PARTNER].every((one) => mail.envelope.to.includes(one)),
      mail.envelope,
    )
    tally.claim('which names neither the operator nor the hub', !/harbor|allclear/i.test(`${mail.subject} ${mail.text}`), mail.text)
  }
  await tally.await('after three quarters it is escalated', shows(room, '#timeline', 'Escalated'), 45_000)
  await tally.await('the Slack thread goes on, in the same thread', async () => says(await posts(), /more people/)?.threadTs, 5000)
  await tally.await('and the status page says identified', reloaded(status, 'article.incident', 'Identified'), 5000)
}

/** Mended: seen well, watched for its window, and only then cleared. */
async function recovery({ room, status, mails, incident }: Stage) {
  await tally.await('the hub sees by itself that the site is well again', shows(room, '#head', 'Stabilising'), 20_000)
  tally.claim('nobody has heard an all clear yet', !(await mails()).some(({ subject }) => /all clear/i.test(subject)))
  await tally.await('the status page says monitoring', reloaded(status, 'main', 'Monitoring'), 5000)
  await tally.await('and then it is resolved', shows(room, '#head', 'Resolved'), 30_000)
  const { timeline, resolvedAt } = await incident()
  const well = Date.parse(timeline.findLast(({ state }) => state === 'stabilising')!.at)
  const window = Date.parse(resolvedAt!) - well
  tally.claim(`${(window / 1000).toFixed(1)} s after it was well again: the whole window`, window >= QUARTER)
  await tally.await(
    'the client hears the all clear',
    async () => (await mails()).find(({ to, subject }) => to.includes(CLIENT) && /all clear/i.test(subject)),
    5000,
  )
  await tally.await('and the status page tells of a past incident', reloaded(status, '.past', 'Resolved'), 5000)
}

function reloaded(page: Page, selector: string, text: string): () => Promise<boolean> {
  return async () => {
    await page.reload()
    return shows(page, selector, text)()
  }
}

/** Who was told of the trouble hears that it is over, and nobody hears anything twice: counted at the doubles, not in our own books. */
async function reckoning({ mails, posts, incident }: Stage) {
  const all = await mails()
  const [clear, trouble] = [all.filter(isAllClear), all.filter((mail) => !isAllClear(mail))]
  const told = new Set(trouble.flatMap(({ envelope }) => envelope.to))
  const cleared = new Set(clear.flatMap(({ envelope }) => envelope.to))
  tally.claim(
    `all ${told.size} addresses that heard of the trouble heard that it is over`,
    told.size > 0 && told.difference(cleared).size === 0,
    [...told.difference(cleared)],
  )
  tally.claim('and nobody else did', cleared.difference(told).size === 0, [...cleared.difference(told)])
  const resolved = Date.parse((await incident()).resolvedAt!)
  tally.claim(
    'no all clear was sent before its time',
    clear.every(({ at }) => at >= resolved),
  )
  const ids = all.map(({ messageId }) => messageId)
  tally.claim(`${all.length} mails were accepted under ${new Set(ids).size} Message-IDs: none twice`, new Set(ids).size === ids.length, ids)
  const chat = await posts()
  const roots = chat.filter(({ threadTs }) => threadTs === null)
  tally.claim(
    'Slack has one thread for the incident, and all of it is in there',
    roots.length === 1 && chat.slice(1).every(({ threadTs }) => threadTs === roots[0]!.ts),
    chat,
  )
  tally.claim(`none of its ${chat.length} posts came twice`, new Set(chat.map(({ text }) => text)).size === chat.length, chat)
  tally.claim('Slack heard the all clear', says(chat, /all clear/i) !== undefined)
}

function isAllClear({ subject }: LabMail): boolean {
  return /all clear/i.test(subject)
}
