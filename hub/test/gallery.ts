import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { startServer } from '../src/http/server.ts'
import { drawn, openChromium } from './chromium.ts'
import { PORTAL, screenHub, SCREENS } from './screen-hub.ts'

// `npm run gallery [-- DIR [NAME…]]`: looks at every screen in three widths and in the dark. None may be wider than the window, axe may find
// nothing against WCAG 2.2 AA. With a folder there is a picture of each, and a page that shows them beside each other. TONGUE=de looks in German.
type Look = {
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
  rules?: (axe: AxeBuilder) => AxeBuilder
}
// Everything once, and again only what another width or another ground can change.
const LOOKS: Readonly<Record<string, Look>> = {
  phone: { width: 390, height: 844, colorScheme: 'light', rules: (axe) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']) },
  tablet: { width: 820, height: 1180, colorScheme: 'light' },
  desk: { width: 1280, height: 900, colorScheme: 'light' },
  dark: { width: 1280, height: 900, colorScheme: 'dark', rules: (axe) => axe.withRules(['color-contrast']) },
}

// One page of each kind: all of them are made alike.
const DOCS = {
  docs: '/docs/',
  'docs-concepts': '/docs/guide/concepts.html',
  'docs-configuration': '/docs/guide/configuration.html',
  'docs-check': '/docs/checks/http.html',
  'docs-cause': '/docs/causes/tls.expired.html',
  'docs-search': '/docs/search.html?q=certificate',
}

const [folder, ...only] = process.argv.slice(2)
if (folder) await mkdir(folder, { recursive: true })
const hub = await screenHub()
const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
const browser = await openChromium()
const shown: string[] = []
const complaints: string[] = []
try {
  const staff = await browser.newContext({ locale: process.env['TONGUE'] ?? 'en-US' })
  const page = await staff.newPage()
  await page.goto(`${server.url}login/${await hub.loginLink()}`)
  await page.getByRole('button').click()
  await page.waitForURL(server.url)
  await photograph(page, SCREENS)
  await photograph(page, DOCS)
  await photograph(await (await portal('partner-admin')).newPage(), PORTAL)
  await photograph(await (await portal('client')).newPage(), { 'portal-client': '/portal/' })
  if (folder) await writeFile(join(folder, 'index.html'), pageOf(shown))
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`)
  process.stdout.write(`${shown.length} screens, ${complaints.length} complaints${folder ? `: ${resolve(folder, 'index.html')}` : ''}\n`)
  if (complaints.length > 0) process.exitCode = 1
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
    for (const [look, { width, height, colorScheme, rules }] of Object.entries(LOOKS)) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      if (look === 'phone') await page.goto(new URL(path, server.url).href)
      await drawn(page)
      if (folder) await page.screenshot({ path: join(folder, `${screen}-${look}.png`), fullPage: true })
      const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      if (tooWide > 0) complaints.push(`${screen}, ${look}: ${tooWide} px too wide`)
      const { violations } = rules ? await rules(new AxeBuilder({ page }).setLegacyMode(true)).analyze() : { violations: [] }
      complaints.push(...violations.map(({ id, nodes }) => `${screen}, ${look}: ${id} at ${nodes[0]?.html}`))
    }
    process.stderr.write(`${screen}\n`)
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
