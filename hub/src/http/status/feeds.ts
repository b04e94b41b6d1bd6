import { html, raw } from 'hono/html'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { Update } from '../../domain/status/summary.ts'
import type { Html } from '../route.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'

const MOST = 100
type Entry = Update & { readonly title: string; readonly url: string; readonly id: string }

// Ids never change, so that a reader tells news from old.
function entriesOf(view: View): Entry[] {
  const { page, summary, words } = view
  return [...summary.open, ...summary.past]
    .flatMap((incident) =>
      incident.updates.map((update) => ({
        ...update,
        title: `${words.stages[update.stage]}: ${titleOf(incident, words)}`,
        url: `${page.url}${linkTo(view, `incidents/${incident.id}`)}`,
        id: `${page.url}#${encodeURIComponent(update.key)}`,
      })),
    )
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST)
}

/** When the newest word was said; where nothing ever was, the beginning of what the page shows, to the day, so that the answer stays the same. */
export const updatedAt = ({ summary, since }: View): Instant => summary.updatedAt ?? ((since - (since % 86_400_000)) as Instant)

/** The updates of the page as an Atom feed (RFC 4287), the newest first. */
export const atomFeed = (view: View): Html =>
  html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.language}">
      <title>${nameOf(view)}</title>
      <id>${view.page.url}</id>
      <link rel="alternate" href="${view.page.url}" />
      <link rel="self" href="${view.page.url}feed.atom" />
      <author><name>${view.page.brand}</name></author>
      <updated>${iso(updatedAt(view))}</updated>
      ${entriesOf(view).map(
        ({ id, at, title, url, text }) =>
          html`<entry>
            <id>${id}</id>
            <title>${title}</title>
            <link href="${url}" />
            <updated>${iso(at)}</updated>
            <content type="text">${text}</content>
          </entry> `,
      )}</feed
    > `

/** The same as RSS 2.0. */
export const rssFeed = (view: View): Html =>
  html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
    <rss version="2.0">
      <channel>
        <title>${nameOf(view)}</title>
        ${leadsTo(view.page.url)}
        <description>${nameOf(view)}</description>
        <language>${view.language}</language>
        <lastBuildDate>${rssDate(updatedAt(view))}</lastBuildDate>
        ${entriesOf(view).map(
          ({ id, at, title, url, text }) =>
            html`<item>
              <guid isPermaLink="false">${id}</guid>
              <title>${title}</title>
              ${leadsTo(url)}
              <pubDate>${rssDate(at)}</pubDate>
              <description>${text}</description>
            </item> `,
        )}
      </channel>
    </rss> `

// RSS has an element of this name with words in it, which HTML has not: its closing tag must not be taken away.
const leadsTo = (url: string) => html`${raw('<link>')}${url}${raw('</link>')}`
const rssDate = (at: Instant) => new Date(at).toUTCString()
const nameOf = ({ page, words }: View) => `${page.title}: ${words.status}`

/** The same as a JSON feed, version 1.1. */
export const jsonFeed = (view: View) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title: nameOf(view),
  home_page_url: view.page.url,
  feed_url: `${view.page.url}feed.json`,
  language: view.language,
  authors: [{ name: view.page.brand }],
  items: entriesOf(view).map(({ id, at, title, url, text }) => ({ id, url, title, content_text: text, date_published: iso(at) })),
})
