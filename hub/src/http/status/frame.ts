import { html } from 'hono/html'
import { iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { PAGE_WORDS } from '../../domain/status/page-words.ts'
import { SUBSCRIBER_WORDS } from '../../domain/subscribers/words.ts'
import { TEAM_WORDS } from '../console/words/index.ts'
import type { Html } from '../route.ts'
import { fileIn, languagesOf, linkTo } from './view.ts'
import type { View } from './view.ts'

const REFRESH_SECONDS = 15
// The time at the foot moves in steps, so that a page on which nothing happened stays the same file.
const STEP = minutes(10)

/** One file of a status page: `name` is what it is called without its language, `title` what the browser shows. */
export function frame(view: View, { name, title }: { readonly name: string; readonly title: string }, main: Html): Html {
  const { page, summary, words, language, root, banner } = view
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${summary.open.length > 0 ? html`<noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}" /></noscript>` : ''}
        <title>${title}</title>
        <link rel="stylesheet" href="${root}status.css" />
        <link rel="stylesheet" href="${root}brand.css" />
        <script src="${root}status.js" defer></script>
        <link rel="icon" href="${root}icon.svg" type="image/svg+xml" />
        <link rel="alternate" type="application/atom+xml" title="${words.feed}" href="${root}feed.atom" />
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        ${banner === null ? '' : html`<aside class="banner" aria-label="${TEAM_WORDS[language].shell.demonstration}">${banner}</aside>`}
        <header class="top">
          <span class="logo"><span class="mark" aria-hidden="true"></span>${page.brand}</span>
          <span class="whose">${page.title === page.brand ? words.status : `${page.title} · ${words.status}`}</span>
        </header>
        <p class="stale" role="status" hidden>${words.stale}</p>
        <main id="main">${main}</main>
        ${footer(view, name)}
      </body>
    </html>`
}

function footer(view: View, name: string): Html {
  const { page, words, says, root, language, now, subscribe } = view
  const asOf = (Math.floor(now / STEP) * STEP) as Instant
  return html`<footer>
    ${subscribe === null ? '' : html`<a href="${linkTo(view, 'get-updates')}">${SUBSCRIBER_WORDS[language].subscribe}</a>`}<a
      href="${root}feed.atom"
      >${words.feed}</a
    ><a href="${root}feed.rss">RSS</a><a href="${root}maintenance.ics">${words.calendar}</a><a href="${root}api/v2/summary.json">API</a>
    ${languagesOf(view)
      .filter((other) => other !== language)
      .map(
        (other) => html`<a lang="${other}" hreflang="${other}" href="${root}${fileIn(view, other, name)}">${PAGE_WORDS[other].name}</a>`,
      )}
    <span
      >${words.timesIn(page.timezone.replaceAll('_', ' '))}
      <time id="as-of" datetime="${iso(asOf)}">${words.asOf(says.time(asOf))}</time></span
    >
  </footer>`
}
