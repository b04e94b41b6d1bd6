import { html } from 'hono/html'
import { sayClock, sayTime } from '../../domain/calendar/say-time.ts'
import { iso, saySpan } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Bar } from '../../domain/status/bars.ts'
import type { Component, PublicIncident, Summary, Update } from '../../domain/status/summary.ts'
import { icon } from '../icon.ts'
import type { IconName } from '../icon.ts'
import type { Html } from '../route.ts'
import type { History, PageNews } from './page-news.ts'
import { plannedSection } from './planned-section.ts'
import { STAGES, STATES } from './words.ts'

const REFRESH_SECONDS = 15

/** The whole page: what is the matter in one sentence, what is being done, how each site stands, and what was. It works without JavaScript (COM-6). */
export function statusPage(news: PageNews, histories: ReadonlyMap<string, History>, banner: string | null, since: Instant): Html {
  const { page, summary } = news
  const base = `/status/${page.slug}/`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${summary.open.length > 0 ? html`<noscript><meta http-equiv="refresh" content="${REFRESH_SECONDS}" /></noscript>` : ''}
        <title>${summary.indicator === 'none' ? '' : '● '}${page.title} status</title>
        <link rel="stylesheet" href="/status.css" />
        <link rel="stylesheet" href="${base}brand.css" />
        <script src="/status.js" defer></script>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="alternate" type="application/atom+xml" title="Updates" href="${base}feed.atom" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the status</a>
        ${banner === null ? '' : html`<aside class="banner" aria-label="About this demonstration">${banner}</aside>`}
        <header class="top">
          <span class="logo"><span class="mark" aria-hidden="true"></span>${page.brand}</span>
          <span class="whose">${page.title === page.brand ? 'Status' : `${page.title} · Status`}</span>
        </header>
        <main id="main">
          ${headline(summary)} ${summary.open.map((incident) => openIncident(incident, page.timezone))}
          ${plannedSection(news.planned, page.timezone, news.now)} ${componentsOf(news, histories)} ${pastOf(summary, page.timezone, since)}
        </main>
        <footer>
          <a href="${base}feed.atom">Atom feed</a><a href="${base}maintenance.ics">Maintenance calendar</a
          ><a href="${base}api/v2/summary.json">API</a>
          <span>Times are in ${page.timezone.replaceAll('_', ' ')}.</span>
        </footer>
      </body>
    </html>`
}

function headline({ sentence, indicator, components }: Summary): Html {
  const watching =
    components.some((component) => component.watching) && components.every(({ state, watching }) => watching || state === 'operational')
  const isWorkedOn = components.some(({ state }) => state === 'under_maintenance')
  const shape: IconName =
    indicator === 'none' ? (isWorkedOn ? 'tool' : 'check') : watching ? 'eye' : indicator === 'minor' ? 'wave' : 'cross'
  return html`<section class="headline ${watching ? 'watching' : indicator}" aria-labelledby="sentence">
    <span class="badge">${icon(shape)}</span>
    <h1 id="sentence">${sentence}</h1>
  </section>`
}

function openIncident({ title, stage, startedAt, updates }: PublicIncident, zone: string): Html {
  return html`<article class="incident ${stage}">
    <header>
      <h2>${title}</h2>
      <p class="stage">${icon(stage === 'monitoring' ? 'eye' : 'wave')} ${STAGES[stage]}</p>
    </header>
    <p class="since">Since ${moment(startedAt, zone)}</p>
    ${updatesOf(updates, zone)}
    ${updates.length === 0 ? html`<p>We have seen it and are looking into it. The next words follow here.</p>` : ''}
  </article>`
}

const updatesOf = (updates: readonly Update[], zone: string): Html =>
  html`<ol class="updates">
    ${updates.map(
      ({ at, stage, text }) =>
        html`<li>
          <p class="when"><strong>${STAGES[stage]}</strong> ${moment(at, zone)}</p>
          ${paragraphs(text)}
        </li>`,
    )}
  </ol>`

const paragraphs = (text: string) =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((part) => html`<p>${part}</p>`)
const moment = (at: Instant, zone: string) => html`<time datetime="${iso(at)}">${sayTime(at, zone)}</time>`

function componentsOf({ summary, page }: PageNews, histories: ReadonlyMap<string, History>): Html {
  if (summary.components.length === 0) return html`<p class="empty">Nothing is listed on this page yet.</p>`
  return html`<section class="components" aria-labelledby="sites">
    <h2 id="sites">${page.sites.length === 1 ? 'Site' : 'Sites'}</h2>
    <ul>
      ${summary.components.map((component) => componentOf(component, histories.get(component.site)))}
    </ul>
    <p class="legend">
      <span><i class="bar well"></i>available</span><span><i class="bar down"></i>outage</span
      ><span><i class="bar unknown"></i>not watched</span>
    </p>
  </section>`
}

function componentOf({ site, state, watching }: Component, history: History | undefined): Html {
  const { words, icon: shape } = watching ? { words: 'Monitoring', icon: 'eye' } : STATES[state]
  const availability = history?.availability ?? null
  return html`<li>
    <div class="row">
      <span class="name">${site}</span>
      <span class="state ${watching ? 'watching' : state}">${icon(shape as IconName)} ${words}</span>
    </div>
    ${
      history
        ? html`<ol class="bars" aria-label="${site}: the last 90 days">
            ${history.bars.map(bar)}
          </ol>`
        : ''
    }
    <p class="ends">
      <span>90 days ago</span>${availability === null ? '' : html`<span>${percent(availability)} while watched</span>`}<span>today</span>
    </p>
  </li>`
}

function bar({ date, state, down }: Bar): Html {
  const says = state === 'unknown' ? 'not watched' : state === 'well' ? 'no outage' : `down for ${saySpan(down)}`
  return html`<li class="bar ${state}" title="${date}: ${says}"><span class="unseen">${date}: ${says}</span></li>`
}

/** Never rounded up to a hundred: one minute of outage in 90 days is seen. */
const percent = (share: number) => `${share === 1 ? '100' : (Math.floor(share * 100_000) / 1000).toFixed(3)} %`

function pastOf({ past, open }: Summary, zone: string, since: Instant): Html {
  return html`<section class="past" aria-labelledby="past">
    <h2 id="past">Past incidents</h2>
    ${past.length === 0 ? html`<p class="empty">No ${open.length > 0 ? 'other ' : ''}incidents since ${sayTime(since, zone).split(',')[0]}.</p>` : ''}
    ${past.map(
      ({ title, startedAt, resolvedAt, updates }) =>
        html`<article class="incident resolved">
          <header>
            <h3>${title}</h3>
            <p class="stage">${icon('check')} Resolved</p>
          </header>
          <p class="since">${moment(startedAt, zone)}${resolvedAt === null ? '' : ` to ${sayClock(resolvedAt, zone)}`}</p>
          <details>
            <summary>${updates.length} ${updates.length === 1 ? 'update' : 'updates'}</summary>
            ${updatesOf(updates, zone)}
          </details>
        </article>`,
    )}
  </section>`
}
