import { html } from 'hono/html'
import type { Indicator } from '../../domain/status/summary.ts'
import { sentenceOf } from '../../domain/status/sentence.ts'
import type { Html } from '../route.ts'
import type { View } from './view.ts'

// White can be read on each of them (4.5:1).
const COLOURS: Record<Indicator, string> = { none: '#17693f', minor: '#8a5a00', major: '#b3261e', critical: '#b3261e' }
const LETTER = 6.6 // of 11 px, on average
const PADDING = 7

/** The worst state of the page in one word. */
function wordOf({ summary: { indicator, components }, words }: View): string {
  if (indicator === 'none') return words.states.operational
  const worst = (['major_outage', 'degraded_performance'] as const).find((state) => components.some((one) => one.state === state))
  return words.states[worst ?? 'degraded_performance']
}

/** A small picture for a README or a footer. */
export function badge(view: View): Html {
  const [label, word] = [view.words.status, wordOf(view)]
  const left = Math.round(label.length * LETTER + 2 * PADDING)
  const right = Math.round(word.length * LETTER + 2 * PADDING)
  const colour = COLOURS[view.summary.indicator]
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${word}">
    <title>${label}: ${word}</title>
    <rect width="${left + right}" height="20" rx="3" fill="#3f4650" />
    <path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${colour}" />
    <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
      <text x="${left / 2}" y="14">${label}</text>
      <text x="${left + right / 2}" y="14">${word}</text>
    </g>
  </svg>`
}

/** The same for shields.io, which draws it. */
export const badgeJson = (view: View) => ({
  schemaVersion: 1,
  label: view.words.status,
  message: wordOf(view),
  color: COLOURS[view.summary.indicator].slice(1),
})

/** What the embed shows, and where it leads. */
export const embedJson = ({ summary, words, page }: View) => ({
  indicator: summary.indicator,
  sentence: sentenceOf(summary.components, words),
  url: page.url,
})

/** The same as a page for an iframe: empty while all is well. */
export const embedPage = ({ summary, words, page, language, root }: View): Html =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}: ${words.status}</title>
        <link rel="stylesheet" href="${root}status.css" />
        <link rel="icon" href="${root}icon.svg" type="image/svg+xml" />
      </head>
      <body class="embed">
        ${summary.indicator === 'none' ? '' : html`<p role="status"><a href="${page.url}" target="_top">${sentenceOf(summary.components, words)}</a></p>`}
      </body>
    </html>`
