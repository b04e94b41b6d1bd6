import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { LabMail, LabPost } from '@allclear/wire/lab.ts'
import type { BrowserContext, Page } from 'playwright-core'
import { scenarioCalled } from '../../src/cli/scenarios.ts'
import { openTally } from '../tally.ts'
import { startDemonstration } from './demonstration.ts'
import type { Links } from './demonstration.ts'
import { openChromium } from '../chromium.ts'
import { lookAtAll } from './screens.ts'

const LIMIT_MS = 240_000
const LONGEST_S = 190
const SHOWN_MS = 2500 // what an act brings about has arrived on the pages by then

/** Watches one scenario from its first act to the all clear, photographs the pages at each act, and counts what people heard. Gives the exit status. */
export async function watchScenario(name: string): Promise<number> {
  const { site } = scenarioCalled(name)
  const tally = openTally()
  const folder = await mkdtemp(join(tmpdir(), `allclear-${name}-`))
  process.stdout.write(`Screenshots are kept in ${folder}\n\n`)
  const browser = await openChromium()
  const { links, said, interrupt } = await startDemonstration(name)
  const began = performance.now()
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const now = await context.newPage()
    await now.goto(links.console)
    await now.getByRole('button', { name: 'Log in' }).click()
    await now.waitForURL(links.url)
    let [shown, act, isOver] = ['', 0, false]
    while (!isOver && performance.now() - began < LIMIT_MS) {
      const story = (await now.locator('#story').textContent()) ?? ''
      if (story === shown || story === '') {
        await rest(200)
        continue
      }
      ;[shown, isOver] = [story, story.startsWith('It is over')]
      act++
      process.stdout.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${act}. ${story}\n`)
      await rest(SHOWN_MS)
      for (const [page, url] of Object.entries(await pagesOf(context, links, site)))
        await photograph(context, url, join(folder, `${String(act).padStart(2, '0')}-${page}.png`))
    }
    const seconds = (performance.now() - began) / 1000
    tally.claim(`${name} was over after ${seconds.toFixed(0)} s, at most ${LONGEST_S}`, isOver && seconds <= LONGEST_S, said().stderr)
    await reckon(context, links, tally.claim)
    const session = await context.storageState()
    await lookAtAll(browser, await pagesOf(context, links, site), { session, folder, act: 'end', tally })
  } catch (error) {
    tally.claim('the scenario was watched to its end', false, error instanceof Error ? error.stack : String(error))
  } finally {
    const { status } = await interrupt()
    tally.claim('Ctrl-C ends it with exit status 0', status === 0, said().stderr.slice(-2000))
    await browser.close()
  }
  return tally.close() ? 0 : 1
}

async function pagesOf(context: BrowserContext, links: Links, site: string): Promise<Record<string, string>> {
  const mails = await mailsOf(context, links)
  const letter = mails.findLast(({ from }) => from.includes(' Care <'))
  const partner = letter?.from.split(' ')[0]?.toLowerCase() ?? (site === 'cornerbakery.example' ? 'brightside' : 'northlight')
  return {
    ...{ now: links.url, room: `${links.url}incidents/1`, slack: links.slack, status: `${links.url}status/${partner}/` },
    ...(letter ? { letter: `${links.mail}/messages/${letter.number}` } : {}),
  }
}

const mailsOf = async ({ request }: BrowserContext, links: Links) =>
  (await (await request.get(`${links.mail}/api/messages`)).json()) as LabMail[]

async function photograph(context: BrowserContext, url: string, path: string) {
  const page: Page = await context.newPage()
  await page.goto(url)
  await page.screenshot({ path, fullPage: true })
  await page.close()
}

/** Whoever was told of the trouble hears once that it is over, and the client hears it from nobody but the partner. */
async function reckon(context: BrowserContext, links: Links, claim: ReturnType<typeof openTally>['claim']) {
  const mails = await mailsOf(context, links)
  const isAllClear = ({ subject }: LabMail) => /all clear|well again/i.test(subject)
  const heard = (some: readonly LabMail[]) => new Set(some.flatMap(({ envelope }) => envelope.to))
  const [told, cleared] = [heard(mails.filter((mail) => !isAllClear(mail))), heard(mails.filter(isAllClear))]
  claim(
    `all ${told.size} addresses that heard of the trouble heard that it is over, and nobody else`,
    told.symmetricDifference(cleared).size === 0,
    [[...told], [...cleared]],
  )
  const ids = mails.map(({ messageId }) => messageId)
  claim(`none of ${ids.length} mails came twice`, new Set(ids).size === ids.length, ids)
  const letters = mails.filter(({ from }) => from.includes(' Care <'))
  claim(
    `none of ${letters.length} letters names the operator or the hub`,
    !letters.some(({ subject, text }) => /harbor|allclear/i.test(subject + text)),
    letters,
  )
  const posts = (await (await context.request.get(`${links.slack}messages`)).json()) as LabPost[]
  claim(
    'Slack heard the all clear',
    posts.some(({ text }) => /all clear/i.test(text)),
    posts.map(({ text }) => text),
  )
}
