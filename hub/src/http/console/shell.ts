import { html } from 'hono/html'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { icon } from '../icon.ts'
import type { IconName } from '@allclear/wire/icon.ts'
import type { Html } from '../route.ts'
import type { TeamWords } from './words/index.ts'

export type Shell = {
  readonly title: string
  readonly caller: Caller
  readonly words: TeamWords
}

/** What stands around every screen of the console: landmarks, the way to the other screens, who is logged in. */
export function shell(around: Around, { title, caller, words: { language, shell: words } }: Shell, main: Html | readonly Html[]): Html {
  const link = (href: string, name: string, shape: IconName) => html`<a href="${href}">${icon(shape)}${name}</a>`
  const who = around.plan().people[caller.by]?.name ?? caller.by
  return document(
    title,
    html`<body>
      <a class="skip" href="#main">${words.skip}</a>
      ${around.banner === null ? '' : aboutDemonstration(words.demonstration, around.banner, around.story?.() ?? '')}
      <header class="top">
        <a class="logo" href="/"><img src="/icon.svg" alt="" width="22" height="22" />Allclear</a>
        <nav aria-label="${words.screens}">
          ${link('/', words.now, 'bell')}${link('/sites', words.sites, 'eye')}${link('/tasks', words.tasks, 'check')}${caller.partner === null ? html`${link('/on-call', words.onCall, 'clock')}${link('/providers', words.providers, 'gear')}` : ''}
        </nav>
        <form method="post" action="/logout">
          ${caller.partner === null ? html`<a class="who" href="/account" aria-label="${words.account(who)}">${icon('people')}<span>${who}</span></a>` : html`<span class="who">${who}</span>`}<button
            class="quiet"
          >
            ${words.logOut}
          </button>
        </form>
      </header>
      <p id="paused" class="paused" role="status" hidden>${words.paused}</p>
      <main id="main">${main}</main>
      <script src="/console.js" defer></script>
    </body>`,
    language,
  )
}

const aboutDemonstration = (name: string, banner: string, story: string) =>
  html`<aside class="banner" aria-label="${name}">${banner} <strong id="story" data-live role="status">${story}</strong></aside>`

/** A page without a way in: login and refusals. It names nobody. */
export const plainPage = (title: string, main: Html, language = 'en'): Html =>
  document(
    title,
    html`<body class="plain">
      <main id="main">${main}</main>
    </body>`,
    language,
  )

const document = (title: string, body: Html, language: string): Html =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/console.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-touch.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
      </head>
      ${body}
    </html>`
