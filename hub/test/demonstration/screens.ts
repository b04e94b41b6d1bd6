import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Tally } from '../tally.ts'

/** The three ways in which people will look at every page. */
const READERS: Readonly<Record<string, BrowserContextOptions>> = {
  desk: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
}

/** Photographs each page as every reader sees it, and claims that it fits, that axe finds nothing serious, and that no script failed. */
export async function lookAtAll(
  browser: Browser,
  pages: Readonly<Record<string, string>>,
  { session, folder, act, tally }: { session: BrowserContextOptions['storageState']; folder: string; act: string; tally: Tally },
) {
  for (const [reader, options] of Object.entries(READERS)) {
    const context = await browser.newContext({ ...options, ...(session ? { storageState: session } : {}) })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(`${page.url()}: ${message.text()}`))
    for (const [name, url] of Object.entries(pages)) {
      await page.goto(url)
      await page.locator('body:not(:has([aria-busy=true]))').waitFor()
      await page.screenshot({ path: join(folder, `${act}-${name}-${reader}.png`), fullPage: true })
      if (reader === 'phone') await claimFits(page, `${act}: ${name} fits a phone of 390 px`, tally)
      await claimAccessible(page, `${act}: axe finds nothing serious on ${name}, ${reader}`, tally)
    }
    tally.claim(`${act}: no page of the ${reader} reader failed in the browser`, faults.length === 0, faults)
    await context.close()
  }
}

async function claimFits(page: Page, sentence: string, tally: Tally) {
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - screen.width'))
  tally.claim(sentence, over <= 0, `${over} px too wide`)
}

async function claimAccessible(page: Page, sentence: string, tally: Tally) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  tally.claim(
    sentence,
    serious.length === 0,
    serious.map(({ id, nodes }) => `${id} at ${nodes[0]?.html}`),
  )
}
