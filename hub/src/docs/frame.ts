import { escapeHtml } from '../domain/message/escape.ts'
import type { Part } from './contents.ts'
import type { Rendered } from './render-page.ts'

export type Link = { readonly href: string; readonly title: string }
export type Place = {
  readonly home: string // the way to the folder of the site
  readonly here: string // the title of the part that the page stands in
  readonly above: Link | null
  readonly parts: readonly {
    readonly title: Part['title']
    readonly links: readonly (Link & { readonly here: 'page' | 'true' | null })[]
  }[]
  readonly before: Link | null
  readonly after: Link | null
}

/** A whole page: it can be read without its script, on any width, by keyboard and on paper. */
export const framed = ({ title, says, html, sections }: Rendered, place: Place): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(says)}">
<title>${escapeHtml(title)} · Allclear</title>
<link rel="icon" href="${place.home}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${place.home}docs.css">
</head>
<body>
<a class="skip" href="#main">To the text</a>
<header class="top">
<a class="name" href="${place.home}index.html"><img src="${place.home}icon.svg" alt="" width="24" height="24">Allclear <span>docs</span></a>
<form role="search" action="${place.home}search.html"><input type="search" name="q" aria-label="Search the docs" placeholder="Search"></form>
<button class="menu" popovertarget="contents">Contents</button>
</header>
<div class="desk">
<nav id="contents" popover aria-label="Contents">
${place.parts.map(partOf).join('\n')}
</nav>
<main id="main" tabindex="-1">
<p class="above">${escapeHtml(place.here)}${place.above ? ` <span aria-hidden="true">/</span> ${linkTo(place.above)}` : ''}</p>
${html.slice(0, html.indexOf('</h1>') + 6)}${inThisPage(sections)}<article>
${html.slice(html.indexOf('</h1>') + 6)}</article>
<nav class="turn" aria-label="Next and previous page">${turn('Before', place.before)}${turn('Next', place.after)}</nav>
</main>
</div>
</body>
</html>
`

const linkTo = ({ href, title }: Link, more = '') => `<a href="${escapeHtml(href)}"${more}>${escapeHtml(title)}</a>`

const partOf = ({ title, links }: Place['parts'][number]) =>
  `<details${links.some(({ here }) => here) ? ' open' : ''}><summary>${title}</summary><ul>${links.map((link) => `<li>${linkTo(link, link.here ? ` aria-current="${link.here}"` : '')}</li>`).join('')}</ul></details>`

const turn = (word: string, link: Link | null) =>
  link ? `<a href="${escapeHtml(link.href)}"><span>${word}</span> ${escapeHtml(link.title)}</a>` : '<span></span>'

const FEW = 5

function inThisPage(sections: Rendered['sections']): string {
  const second = sections.filter(({ level }) => level === 2)
  if (second.length < FEW) return ''
  const links = second.map(({ id, title }) => `<li>${linkTo({ href: `#${id}`, title })}</li>`)
  return `<details class="within"><summary>On this page</summary><nav aria-label="On this page"><ul>${links.join('')}</ul></nav></details>\n`
}
