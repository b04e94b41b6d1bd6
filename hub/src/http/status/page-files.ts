import { readFileSync } from 'node:fs'
import { readableOn } from '../../domain/status/colour.ts'
import type { PageLanguage } from '../../domain/status/page-words.ts'
import type { Html } from '../route.ts'
import { styleSheetForAll } from '../../style-sheet.ts'
import { ICON } from '../icon.ts'
import { badge, badgeJson, embedJson, embedPage } from './badge.ts'
import { atomFeed, jsonFeed, rssFeed } from './feeds.ts'
import { maintenanceCalendar } from './maintenance-calendar.ts'
import { leavesOf } from './leaves.ts'
import type { Leaf } from './leaves.ts'
import { daysPage, historyPage, incidentPage } from './more-pages.ts'
import { noticePage, noticeText } from './notice.ts'
import { betterStackJson, instatusJson } from './other-shapes.ts'
import type { PageNews } from './page-news.ts'
import { statusPage } from './status-page.ts'
import { STATUSPAGE_V2 } from './statuspage-v2.ts'
import { leadToSubscribe } from './subscriber-pages.ts'
import { fileIn, languagesOf, viewOf } from './view.ts'
import type { View } from './view.ts'

/** One file of a status page. `framed`: other sites may show it inside theirs. */
export type Made = { readonly type: string; readonly body: string; readonly framed?: true }
/** Every file of a status page by its path under the page, each made when it is asked for. */
export type Files = ReadonlyMap<string, () => Promise<Made>>

const LIGHT = '#ffffff'
const DARK = '#14171c'
const STYLE = styleSheetForAll(new URL('./status.css', import.meta.url))
const SCRIPT = readFileSync(new URL('./status.js', import.meta.url), 'utf8')
const EMBED = readFileSync(new URL('./embed.js', import.meta.url), 'utf8')

/** The whole of a page as files: what the hub serves, and what is exported so that the page outlives it (COM-9). */
export function filesOf(news: PageNews, banner: string | null): Files {
  const files = new Map<string, () => Promise<Made>>()
  const add = (path: string, type: string, make: () => unknown, framed?: true) =>
    files.set(path, async () => ({ type, body: String(await make()), ...(framed ? { framed } : {}) }))
  const own = viewOf(news, news.page.language, '', banner)
  const leaves = leavesOf(news)
  for (const language of languagesOf(news))
    addPages({ news, leaves, language, banner }, (path, make) =>
      add(path, path.endsWith('.txt') ? 'text/plain; charset=utf-8' : HTML, make),
    )
  add('status.css', 'text/css; charset=utf-8', () => STYLE)
  add('brand.css', 'text/css; charset=utf-8', () => brandOf(news))
  add('status.js', JAVASCRIPT, () => SCRIPT)
  add('icon.svg', SVG, () => ICON)
  for (const [name, json] of Object.entries(STATUSPAGE_V2)) add(`api/v2/${name}`, JSON_TYPE, () => JSON.stringify(json(own)))
  add('summary.json', JSON_TYPE, () => JSON.stringify(instatusJson(own)))
  add('index.json', JSON_TYPE, () => JSON.stringify(betterStackJson(own)))
  for (const name of ['feed.atom', 'history.atom']) add(name, 'application/atom+xml; charset=utf-8', () => atomFeed(own))
  for (const name of ['feed.rss', 'history.rss']) add(name, 'application/rss+xml; charset=utf-8', () => rssFeed(own))
  add('feed.json', 'application/feed+json; charset=utf-8', () => JSON.stringify(jsonFeed(own)))
  add('maintenance.ics', 'text/calendar; charset=utf-8', () => maintenanceCalendar(own))
  add('badge.svg', SVG, () => badge(own))
  add('badge.json', JSON_TYPE, () => JSON.stringify(badgeJson(own)))
  add('embed.js', JAVASCRIPT, () => EMBED)
  add('embed.json', JSON_TYPE, () => JSON.stringify(embedJson(own)))
  add('embed.html', HTML, () => embedPage(own), true)
  return files
}

const HTML = 'text/html; charset=utf-8'
const JAVASCRIPT = 'text/javascript; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'
const SVG = 'image/svg+xml'

// What people read, in one language.
function addPages(
  {
    news,
    leaves,
    language,
    banner,
  }: { readonly news: PageNews; readonly leaves: readonly Leaf[]; readonly language: PageLanguage; readonly banner: string | null },
  add: (path: string, make: () => unknown) => void,
) {
  const top = viewOf(news, language, '', banner)
  const below = viewOf(news, language, '../', banner)
  const put = (name: string, make: (view: View) => Html | string, view = below) => add(fileIn(news, language, name), () => make(view))
  put('index', statusPage, top)
  if (news.subscribe !== null) put('get-updates', leadToSubscribe, top)
  for (const [here, leaf] of leaves.entries())
    put(leaf.name, (view) => historyPage(view, leaf, { older: leaves[here + 1], newer: leaves[here - 1] }))
  for (const [site, history] of news.histories) put(`days/${site}`, (view) => daysPage(view, site, history))
  for (const incident of [...news.summary.open, ...news.history]) {
    put(`incidents/${incident.id}`, (view) => incidentPage(view, incident))
    if (!news.page.isClients || incident.brought) continue
    put(`notices/${incident.id}`, (view) => noticePage(view, incident))
    add(fileIn(news, language, `notices/${incident.id}`).replace(/html$/, 'txt'), () => noticeText(below, incident))
  }
}

const brandOf = ({ page: { colour } }: PageNews) =>
  `:root{--brand:${readableOn(LIGHT, colour)}}@media(prefers-color-scheme:dark){:root{--brand:${readableOn(DARK, colour)}}}`
