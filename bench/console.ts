import type { Sites } from '@allclear/wire/site.ts'
import type { Page } from 'playwright-core'
import { after, seconds } from '../hub/src/domain/instant.ts'
import type { Span } from '../hub/src/domain/instant.ts'
import { startServer } from '../hub/src/http/server.ts'
import { addEntries, timelineOf } from '../hub/src/store/timeline.ts'
import { openChromium } from '../hub/test/chromium.ts'
import { onCallHub } from '../hub/test/on-call-hub.ts'

// What the console asks of a browser: the first load of Now over the wire, the way from there into an incident room, a timeline of 5,000 lines and a
// list of 10,000 sites scrolled from end to beginning. Of times the middle of five counts.
const LINES = 5000
const SITES = 10_000
const TIMES = 5
const GOALS = { kilobytes: 200, change: 100, rows: 200, task: 50, siteRows: 200, siteTask: 50 }

const WATCH_TASKS = `globalThis.longest = 0
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration))))
    .observe({ type: 'longtask' })`
const scrollUp = (box: string, list: string, by: number) => `new Promise((resolve) => {
    const box = ${box}
    const list = document.querySelector('${list}')
    let most = 0
    const step = () => {
      most = Math.max(most, list.querySelectorAll('li').length)
      if (box.scrollTop <= 0) return resolve(most)
      box.scrollTop -= ${by}
      requestAnimationFrame(step)
    }
    box.scrollTop = 1e9
    setTimeout(() => ((globalThis.longest = 0), step()), 300) // the leap to the end is no scrolling
  })`
const TIMELINE = scrollUp("document.querySelector('.timeline .scrolls')", '#timeline', 2000)
const LIST = scrollUp('document.documentElement', '#sites', 2000)
// From the press of the link until the room stands, as the page itself counts it.
const CHANGE = `new Promise((resolve) => {
    const began = performance.now()
    const seen = new MutationObserver(() => {
      if (!document.querySelector('#deadlines')) return
      seen.disconnect()
      requestAnimationFrame(() => resolve(performance.now() - began))
    })
    seen.observe(document.body, { childList: true, subtree: true })
    document.querySelector('#incidents h3 a[href="/incidents/2"]').click()
  })`

const hub = await onCallHub()
const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
const browser = await openChromium()
try {
  const page = await enter()
  const kilobytes =
    Number(await page.evaluate(`performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)`)) / 1000
  const change = await changeOfRoute(page)
  await manyLines(page)
  const { rows, task } = await scrolling(page, TIMELINE)
  await manySites(page)
  const { rows: siteRows, task: siteTask } = await scrolling(page, LIST)
  const measured = { kilobytes, change, rows, task, siteRows, siteTask }
  say('first load of Now, compressed', kilobytes, 'kB', GOALS.kilobytes)
  say('Now → incident room', change, 'ms', GOALS.change)
  say(`timeline of ${LINES} lines, rows in the document`, rows, '', GOALS.rows)
  say('its longest task while it scrolls', task, 'ms', GOALS.task)
  say(`list of ${SITES} sites, rows in the document`, siteRows, '', GOALS.siteRows)
  say('its longest task while it scrolls', siteTask, 'ms', GOALS.siteTask)
  process.exitCode = Object.entries(GOALS).every(([name, goal]) => measured[name as keyof typeof GOALS] <= goal) ? 0 : 1
} finally {
  await browser.close()
  await server.close()
  await hub.store.close()
}

function say(what: string, value: number, unit: string, goal: number) {
  process.stdout.write(`${what.padEnd(48)} ${value.toFixed(0).padStart(5)} ${unit.padEnd(2)}  at most ${goal}\n`)
}

async function enter(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript(WATCH_TASKS)
  await page.goto(`${server.url}login/${await hub.loginLink()}`)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL(server.url)
  await page.locator('#incidents').waitFor()
  await page.goto(server.url)
  await drawn(page)
  return page
}

async function drawn(page: Page) {
  await page.locator('body:not(:has([aria-busy=true]))').waitFor()
}

/** The middle of several, each after the hand has rested on the link as a hand does. */
async function changeOfRoute(page: Page): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < TIMES; n++) {
    await page.goto(server.url)
    await drawn(page)
    const asked = page.waitForResponse(/\/incidents\/2\/room/)
    await page.locator('#incidents h3 a[href="/incidents/2"]').hover()
    await (await asked).finished()
    times.push(Number(await page.evaluate(CHANGE)))
  }
  return middle(times)
}

function middle(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!
}

async function manyLines(page: Page) {
  const known = (await timelineOf(hub.store.db, 'brightside', 2)).length
  const lines = Array.from({ length: LINES - known }, (_, n) => {
    const note = `Check ${n + 1} from the hub: the certificate has expired${n % 3 === 0 ? ', as the one before said, and the one before that' : ''}.`
    return { at: after(hub.clock.at, seconds(n) as Span), kind: 'state' as const, note }
  })
  await hub.store.transaction((tx) => addEntries(tx, 'brightside', 2, lines))
  await page.goto(`${server.url}incidents/2`)
  await drawn(page)
  await page.locator('#timeline li').last().waitFor()
}

async function manySites(page: Page) {
  const [site] = ((await (await page.request.get(`${server.url}api/v1/sites`)).json()) as Sites).items
  const items = Array.from({ length: SITES }, (_, n) => ({ ...site, id: `site-${n}.example` }))
  await page.route('**/api/v1/sites', (route) => route.fulfill({ json: { items, next: null } }))
  await page.goto(`${server.url}sites`)
  await page.getByRole('link', { name: 'site-0.example' }).waitFor()
}

async function scrolling(page: Page, scroll: string): Promise<{ rows: number; task: number }> {
  const [rows, tasks]: [number[], number[]] = [[], []]
  for (let n = 0; n < TIMES; n++) {
    rows.push(Number(await page.evaluate(scroll)))
    tasks.push(Number(await page.evaluate('globalThis.longest')))
  }
  return { rows: Math.max(...rows), task: middle(tasks) }
}
