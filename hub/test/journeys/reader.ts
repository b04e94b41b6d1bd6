import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { drawn } from '../chromium.ts'
import type { Tally } from '../tally.ts'

const LONGEST_MS = 15_000 // a step that takes longer is one at which people give up
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, reducedMotion: 'reduce' } as const
const DESK = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const

/** Somebody with a browser, on the way through a journey. */
export type Reader = {
  readonly page: Page
  readonly context: BrowserContext
  /** One step of the way; then the screen is looked at: it fits, axe finds nothing, nothing moves, and no script has failed. */
  step(sentence: string, does: () => Promise<unknown>): Promise<void>
  leave(): Promise<void>
}

/** Lets somebody in, on a phone in one hand or at a desk, who asked for less motion. */
export async function letIn(
  browser: Browser,
  tally: Tally,
  of: { readonly on: 'phone' | 'desk'; readonly baseURL: string },
): Promise<Reader> {
  const options: BrowserContextOptions = { ...(of.on === 'phone' ? PHONE : DESK), baseURL: of.baseURL }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(LONGEST_MS)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  page.on('console', (message) => message.type() === 'error' && !isOffline(message.text()) && faults.push(message.text()))
  return {
    ...{ page, context },
    async step(sentence, does) {
      try {
        await does()
        await drawn(page)
        faults.push(...(await wrongOn(page)))
      } catch (error) {
        const shown = await page
          .locator('body')
          .innerText()
          .catch(() => '')
        const said = error instanceof Error ? error.message : String(error)
        tally.claim(sentence, false, `${said}\n${page.url()} shows:\n${shown.slice(0, 2000)}\n${faults.join('\n')}`)
        throw error
      }
      tally.claim(sentence, faults.length === 0, faults.splice(0))
    },
    leave: () => context.close(),
  }
}

// What a browser says by itself of a line that is cut on purpose.
const isOffline = (text: string) => text.includes('ERR_INTERNET_DISCONNECTED')

async function wrongOn(page: Page): Promise<readonly string[]> {
  const over = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
  const moving = Number(await page.evaluate('document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length'))
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  const { violations } = await axe.analyze()
  return [
    ...(over > 0 ? [`${over} px too wide`] : []),
    ...(moving > 0 ? [`${moving} parts move for somebody who asked for less motion`] : []),
    ...violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.html}`),
  ]
}
