import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readableOn } from '../../domain/status/colour.ts'
import type { Around } from '../around.ts'
import { page } from '../route.ts'
import type { Answer, Route } from '../route.ts'
import { atomFeed } from './feeds.ts'
import { maintenanceCalendar } from './maintenance-calendar.ts'
import { historiesOf, newsOf } from './page-news.ts'
import type { PageNews } from './page-news.ts'
import { scheduledMaintenances } from './scheduled-maintenances.ts'
import { statusPage } from './status-page.ts'
import { pageJson, statusJson, summaryJson } from './statuspage-v2.ts'

const params = z.strictObject({ slug: z.string().min(1).max(100) })
const LIGHT = '#ffffff'
const DARK = '#14171c'

/** `/status/<slug>/`: what anyone may read, in the brand of the page's owner. */
export function statusRoutes(around: Around): Route[] {
  const open = (path: string, does: string, make: (news: PageNews) => Promise<Made> | Made): Route =>
    page({
      method: 'GET',
      path: `/status/:slug${path}`,
      who: 'anyone',
      does,
      params,
      answer: async ({ params: { slug }, notChanged }) => {
        const { type, body } = await make(await newsOf(around, slug))
        return cached(body, type, notChanged)
      },
    })
  return [
    page({
      method: 'GET',
      path: '/status/:slug',
      who: 'anyone',
      does: 'Leads to the page itself.',
      params,
      answer: ({ params: { slug } }) => ({ redirect: `/status/${encodeURIComponent(slug)}/` }),
    }),
    open('/', 'The status page.', async (news) => {
      const whole = statusPage(news, await historiesOf(around, news), around.banner, news.since)
      return { type: 'text/html; charset=utf-8', body: String(await whole) }
    }),
    open('/brand.css', 'The colours of the page, corrected until they can be read.', ({ page: { colour } }) => ({
      type: 'text/css; charset=utf-8',
      body: `:root{--brand:${readableOn(LIGHT, colour)}}@media(prefers-color-scheme:dark){:root{--brand:${readableOn(DARK, colour)}}}`,
    })),
    open('/api/v2/summary.json', 'The page in the shape of the Statuspage API.', (news) => json(summaryJson(news))),
    open('/api/v2/status.json', 'Its one-line state in the same shape.', (news) => json(statusJson(news))),
    ...(
      [
        ['', 'all', 'Planned maintenance in the same shape.'],
        ['/upcoming', 'upcoming', 'What of it is to come.'],
        ['/active', 'active', 'What of it is going on.'],
      ] as const
    ).map(([path, which, does]) =>
      open(`/api/v2/scheduled-maintenances${path}.json`, does, (news) =>
        json({ page: pageJson(news), scheduled_maintenances: scheduledMaintenances(news, which) }),
      ),
    ),
    open('/feed.atom', 'Its updates as a feed.', async (news) => ({
      type: 'application/atom+xml; charset=utf-8',
      body: String(await atomFeed(news)),
    })),
    open('/maintenance.ics', 'Planned maintenance as a calendar.', (news) => ({
      type: 'text/calendar; charset=utf-8',
      body: maintenanceCalendar(news),
    })),
  ]
}

type Made = { readonly type: string; readonly body: string }
const json = (body: unknown): Made => ({ type: 'application/json; charset=utf-8', body: JSON.stringify(body) })

// A reader that has it already is told so in a few bytes.
function cached(body: string, type: string, notChanged: string | null): Answer {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }
  const knows = (notChanged ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
  return knows ? { status: 304, text: '', type, headers } : { text: body, type, headers }
}
