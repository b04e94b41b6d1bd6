import { inkOn, readableOn } from '../message/contrast.ts'
import { escapeHtml } from '../message/escape.ts'
import type { Cell, Figure, Section, Sheet } from './sheet.ts'

const COLOUR = /^#[0-9a-f]{6}$/i

/**
 * A report as one HTML document that prints well on A4 and letter: light whatever the reader's screen is, no row or heading torn apart, the head
 * of a long table on every page. It needs nothing from anywhere but the logo. `nonce` lets its style through where a page has a policy;
 * `before` is HTML that stands above it and is not printed.
 */
export function printSheet(
  sheet: Sheet,
  { nonce = null, before = '' }: { readonly nonce?: string | null; readonly before?: string } = {},
): string {
  const { language, title, whose, brand, notes, sections, method } = sheet
  const colour = COLOUR.test(brand.colour) ? brand.colour : '#334155'
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light only">
<meta name="robots" content="noindex, nofollow">
${nonce === null ? '' : '<link rel="icon" href="/icon.svg" type="image/svg+xml">'}
<title>${escapeHtml(`${title}: ${whose} · ${brand.name}`)}</title>
<style${nonce === null ? '' : ` nonce="${escapeHtml(nonce)}"`}>${styleOf(colour)}</style>
</head>
<body>
${before}
<main class="sheet">
<header>
${head(brand)}
<h1>${escapeHtml(title)}</h1>
<p class="whose">${escapeHtml(whose)}</p>
</header>
${notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`).join('\n')}
${sections.map(sectionHtml).join('\n')}
<footer>${method.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</footer>
</main>
</body>
</html>
`
}

const head = ({ name, logo }: Sheet['brand']) =>
  logo !== null && logo.startsWith('https://')
    ? `<p class="brand"><img src="${escapeHtml(logo)}" alt="${escapeHtml(name)}" height="36"></p>`
    : `<p class="brand">${escapeHtml(name)}</p>`

function sectionHtml({ id, title, figures, table }: Section): string {
  const rows = (table?.rows ?? []).map(
    (row) => `<tr>${row.map((one, n) => cellHtml(one, table!.columns[n]!.isNumber, n === 0)).join('')}</tr>`,
  )
  return `<section id="${escapeHtml(id)}">
<h2>${escapeHtml(title)}</h2>
${figures.length === 0 ? '' : `<div class="figures">${figures.map(figureHtml).join('')}</div>`}
${table === null ? '' : `<div class="wide" role="region" aria-label="${escapeHtml(title)}" tabindex="0"><table><thead><tr>${table.columns.map((column) => `<th scope="col"${column.isNumber ? ' class="number"' : ''}>${escapeHtml(column.title)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`}
</section>`
}

function figureHtml({ label, value, more, tone, to }: Figure): string {
  const lines = more.map((line) => `<span class="more">${escapeHtml(line)}</span>`).join('')
  return `<div class="figure ${tone}"><span class="label">${linked(escapeHtml(label), to)}</span><strong>${escapeHtml(value)}</strong>${lines}</div>`
}

function cellHtml({ text, to, tone }: Cell, isNumber: boolean, isFirst: boolean): string {
  const classes = [...(isNumber ? ['number'] : []), ...(tone === 'plain' ? [] : [tone])].join(' ')
  const attributes = classes === '' ? '' : ` class="${classes}"`
  return isFirst
    ? `<th scope="row"${attributes}>${linked(escapeHtml(text), to)}</th>`
    : `<td${attributes}>${linked(escapeHtml(text), to)}</td>`
}

const linked = (html: string, to: string | null) => (to === null ? html : `<a href="${escapeHtml(to)}">${html}</a>`)

const styleOf = (colour: string) => `
:root { color-scheme: light only }
* { box-sizing: border-box }
body { margin: 0; background: #eef0f3; color: #1c2430; font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif }
a { color: ${readableOn('#ffffff', colour)} }
.sheet { max-width: 960px; margin: 24px auto; padding: 40px 44px; background: #ffffff; border-top: 6px solid ${colour}; border-radius: 4px }
.brand { display: inline-block; margin: 0 0 20px; padding: 6px 14px; border-radius: 4px; background: ${colour}; color: ${inkOn(colour)}; font-weight: 600 }
.brand:has(img) { padding: 0; background: none }
.brand img { display: block; height: 36px; max-width: 240px }
h1 { margin: 0; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em }
.whose { margin: 4px 0 0; font-size: 18px; color: #5b6472 }
h2 { margin: 34px 0 10px; padding-bottom: 5px; border-bottom: 2px solid ${colour}; font-size: 17px; break-after: avoid }
.note { margin: 18px 0 0; padding: 10px 14px; border-left: 4px solid #b7791f; background: #fdf6e7 }
.figures { display: flex; flex-wrap: wrap; gap: 12px }
.figure { flex: 1 1 150px; padding: 12px 14px; border: 1px solid #dde1e7; border-radius: 6px; break-inside: avoid }
.figure .label, .figure .more { display: block; font-size: 13px; color: #5b6472 }
.figure strong { display: block; margin: 2px 0; font-size: 21px; line-height: 1.25; font-variant-numeric: tabular-nums }
.figure.bad strong, td.bad { color: #b42318 }
.figure.good strong, td.good { color: #12704a }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid #e5e8ed; text-align: left; vertical-align: top }
thead th { color: #5b6472; font-weight: 600; vertical-align: bottom; hyphens: auto }
tbody th { min-width: 7em; font-weight: 500; overflow-wrap: anywhere }
.number { text-align: right; padding-right: 0; padding-left: 12px }
.number + :not(.number) { padding-left: 16px }
footer { margin-top: 36px; padding-top: 10px; border-top: 1px solid #dde1e7; font-size: 12px; color: #5b6472; break-inside: avoid }
footer p { margin: 0 0 4px }
.above { max-width: 960px; margin: 16px auto 0; padding: 0 16px }
.above form { display: inline }
.above button { font: inherit; padding: 8px 16px; border: 0; border-radius: 6px; background: ${colour}; color: ${inkOn(colour)}; font-weight: 600; cursor: pointer }
@media (max-width: 600px) { .sheet { margin: 0; padding: 24px 16px; border-radius: 0 } h1 { font-size: 23px } }
@page { margin: 15mm 14mm 17mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt system-ui, sans-serif; color: #5b6472 } }
@media print {
  body { background: #ffffff; font-size: 10pt }
  .sheet { max-width: none; margin: 0; padding: 14px 0 0; border-radius: 0 }
  .above { display: none }
  .wide { overflow: visible }
  table { font-size: 8.5pt }
  .number { padding-left: 6px }
  a { color: inherit; text-decoration: none }
  h1 { font-size: 20pt }
  h2 { font-size: 12.5pt }
  .figure strong { font-size: 14pt }
  .figure .label, .figure .more { font-size: 8.5pt }
}
`
