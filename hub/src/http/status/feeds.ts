import { html, raw } from 'hono/html'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Html } from '../route.ts'
import type { PageNews } from './page-news.ts'
import { STAGES } from './words.ts'

/** The updates of the page as an Atom feed (RFC 4287), the newest first. Ids never change, so that a reader tells news from old. */
export function atomFeed({ page, summary, since }: PageNews): Html {
  const entries = [...summary.open, ...summary.past]
    .flatMap(({ title, updates }) => updates.map((update) => ({ ...update, title })))
    .sort((a, b) => b.at - a.at)
    .slice(0, 100)
  return html`${raw('<?xml version="1.0" encoding="utf-8"?>')}
    <feed xmlns="http://www.w3.org/2005/Atom">
      <title>${page.title} status</title>
      <id>${page.url}</id>
      <link rel="alternate" href="${page.url}" />
      <link rel="self" href="${page.url}feed.atom" />
      <author><name>${page.brand}</name></author>
      <updated>${iso(summary.updatedAt ?? ((since - (since % 86_400_000)) as Instant))}</updated>
      ${entries.map(
        ({ key, at, stage, title, text }) =>
          html`<entry>
            <id>${page.url}#${encodeURIComponent(key)}</id>
            <title>${STAGES[stage]}: ${title}</title>
            <link href="${page.url}" />
            <updated>${iso(at)}</updated>
            <content type="text">${text}</content>
          </entry> `,
      )}</feed
    > `
}
