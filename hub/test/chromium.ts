import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'

/** Debian's Chromium, which is looked at where it is. */
export const CHROMIUM = '/usr/bin/chromium'

/** Starts it without a word to anybody outside this machine. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  })

/** Resolves when a screen has all its data. */
export const drawn = (page: Page) => page.locator('body:not(:has([aria-busy=true]))').waitFor()
