import { html } from 'hono/html'
import type { PublicIncident } from '../../domain/status/summary.ts'
import type { Html } from '../route.ts'
import type { View } from './view.ts'

/** What a client forwards to its own customers, in its own name and in neutral words (COM-10): no cause, no company but the client itself. */
export function noticeOf(view: View, incident: PublicIncident): { readonly title: string; readonly lines: readonly string[] } {
  const { words, says, page } = view
  const { notice } = words
  const { site, startedAt, resolvedAt, stage, nextUpdateAt } = incident
  const since = says.time(startedAt)
  const happened =
    resolvedAt !== null
      ? notice.over(site, since, says.time(resolvedAt))
      : stage === 'monitoring'
        ? notice.watched(site, since)
        : notice.down(site, since)
  const next = resolvedAt === null && stage !== 'monitoring' && nextUpdateAt !== null ? [words.nextUpdate(says.clock(nextUpdateAt))] : []
  return { title: notice.title(site), lines: [happened, ...next, notice.sorry, page.title] }
}

/** The notice as text for a mail or a post. */
export function noticeText(view: View, incident: PublicIncident): string {
  const { title, lines } = noticeOf(view, incident)
  return `${[title, ...lines].join('\n\n')}\n`
}

/** The notice as a page of its own: whoever reads it sees the client's name and nobody else's. */
export function noticePage(view: View, incident: PublicIncident): Html {
  const { title, lines } = noticeOf(view, incident)
  const { language, root, page } = view
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${page.title}</title>
        <link rel="stylesheet" href="${root}status.css" />
        <link rel="icon" href="${root}icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <main class="notice">
          <h1 class="plain">${title}</h1>
          ${lines.map((line) => html`<p>${line}</p>`)}
        </main>
      </body>
    </html>`
}
