import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { startServer } from '../src/http/server.ts'
import { drawn, openChromium } from './chromium.ts'
import { PORTAL, screenHub, SCREENS } from './screen-hub.ts'

// `npm run gallery -- DIR [NAME…]`: a picture of every screen in three widths and in the dark, with a page that shows them beside each other.
const LOOKS = { phone: [390, 844, 'light'], tablet: [820, 1180, 'light'], desk: [1280, 900, 'light'], dark: [1280, 900, 'dark'] } as const

const [folder, ...only] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('Name the folder that takes the pictures: npm run gallery -- DIR\n')
  process.exit(2)
}
await mkdir(folder, { recursive: true })
const hub = await screenHub()
const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
const browser = await openChromium()
const shown: string[] = []
try {
  const staff = await browser.newContext()
  const page = await staff.newPage()
  await page.goto(`${server.url}login/${await hub.loginLink()}`)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL(server.url)
  await photograph(page, SCREENS)
  await photograph(await (await portal('partner-admin')).newPage(), PORTAL)
  await photograph(await (await portal('client')).newPage(), { 'portal-client': '/portal/' })
  await writeFile(join(folder, 'index.html'), pageOf(shown))
  process.stdout.write(`${shown.length} screens: ${resolve(folder, 'index.html')}\n`)
} finally {
  await browser.close()
  await server.close()
  await hub.store.close()
}

async function portal(role: 'partner-admin' | 'client'): Promise<BrowserContext> {
  const context = await browser.newContext()
  await context.addCookies([{ name: 'allclear', value: await hub.portalSession(role), url: server.url }])
  return context
}

async function photograph(page: Page, screens: Readonly<Record<string, string>>) {
  for (const [screen, path] of Object.entries(screens)) {
    if (only.length > 0 && !only.includes(screen)) continue
    for (const [look, [width, height, colorScheme]] of Object.entries(LOOKS)) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      if (look === 'phone') await page.goto(new URL(path, server.url).href)
      await drawn(page)
      await page.screenshot({ path: join(folder!, `${screen}-${look}.png`), fullPage: true })
    }
    shown.push(screen)
  }
}

function pageOf(screens: readonly string[]): string {
  const row = (screen: string) =>
    `<h2 id="${screen}">${screen}</h2><p>${Object.keys(LOOKS)
      .map((look) => picture(`${screen}-${look}`))
      .join(' ')}</p>`
  const picture = (name: string) => `<a href="${name}.png"><img src="${name}.png" alt="${name}" loading="lazy"></a>`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every screen</title>
<style>body { font: 16px system-ui; margin: 2rem } p { display: flex; gap: 1rem; align-items: start; overflow-x: auto } img { height: 420px; border: 1px solid #ccc; border-radius: 8px }</style>
<h1>Every screen</h1>${screens.map(row).join('')}</html>\n`
}
