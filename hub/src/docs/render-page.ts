import { posix } from 'node:path'
import MarkdownIt from 'markdown-it'
import type { Token } from 'markdown-it'
import { escapeHtml } from '../domain/message/escape.ts'
import { placeOf } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'

export type Section = { readonly level: number; readonly id: string; readonly title: string; readonly words: readonly string[] }
export type Rendered = {
  readonly title: string
  readonly says: string // the first paragraph, as plain text
  readonly html: string
  readonly sections: readonly Section[] // the heading of the page is the first
}

/** What the site holds beside the page. */
export type Holdings = {
  readonly holds: (path: string) => boolean // a page or a file
  readonly codes: ReadonlyMap<string, string> // what stands between backticks and has a page of its own
  readonly drawing: (path: string) => string // the text of an SVG
}

const markdown = new MarkdownIt({ linkify: false, typographer: false })

/** A page as HTML: headings that can be linked to, links that lead within the site, tables that a narrow screen can read. */
export function renderPage(page: DocPage, holdings: Holdings): Rendered {
  const tokens = markdown.parse(page.text, {})
  const sections = sectionsOf(tokens)
  for (const token of tokens) if (token.children) token.children = token.children.flatMap((one) => relinked(one, page, holdings))
  joinCodes(tokens, page, holdings)
  labelCells(tokens)
  return {
    title: sections[0]?.title ?? page.source,
    says: plain(tokens[tokens.findIndex(({ type }) => type === 'paragraph_open') + 1]),
    html: markdown.renderer.render(tokens, { ...markdown.options }, {}),
    sections,
  }
}

const plain = (token: Token | undefined): string =>
  (token?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('')

/** A heading as links name it, the way of GitHub. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

// The second heading of the same words is told apart by a number.
function sectionsOf(tokens: readonly Token[]): readonly Section[] {
  const sections: (Section & { readonly words: string[] })[] = []
  const seen = new Map<string, number>()
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'fence') sections.at(-1)?.words.push(token.content)
    if (token.type !== 'inline') continue
    const opens = tokens[index - 1]!
    if (opens.type !== 'heading_open') {
      sections.at(-1)?.words.push(plain(token))
      continue
    }
    const anchor = anchorOf(token.content)
    const times = seen.get(anchor) ?? 0
    seen.set(anchor, times + 1)
    const id = times === 0 ? anchor : `${anchor}-${times}`
    opens.attrSet('id', id)
    sections.push({ level: Number(opens.tag.slice(1)), id, title: plain(token), words: [] })
  }
  return sections
}

// What is not on the site, as a file of the source, is named by its words alone.
function relinked(token: Token, { source }: DocPage, holdings: Holdings): Token[] {
  if (token.type === 'image') return [picture(token, source, holdings)]
  if (token.type !== 'link_open') return [token]
  const href = String(token.attrGet('href'))
  if (/^https?:/.test(href)) token.attrSet('rel', 'noreferrer')
  else token.attrSet('href', hrefFrom(source, href, holdings))
  return [token]
}

function hrefFrom(source: string, href: string, { holds }: Holdings): string {
  const [path = '', anchor] = href.split('#')
  if (path === '') return href
  const target = posix.join(posix.dirname(source), path).replace(/\/$/, '')
  const found = [target, `${target}/README.md`].find(holds)
  if (found === undefined) return target.startsWith('docs/') ? href : ''
  return relative(source, found) + (anchor === undefined ? '' : `#${anchor}`)
}

/** The way from one page of the site to another, or to a file. */
export const relative = (from: string, to: string): string => posix.relative(posix.dirname(placeOf(from)), placeOf(to))

function picture(token: Token, source: string, holdings: Holdings): Token {
  const path = posix.join(posix.dirname(source), String(token.attrGet('src')))
  if (!path.endsWith('.svg')) {
    token.attrSet('src', relative(source, path))
    token.attrSet('loading', 'lazy')
    return token
  }
  token.type = 'html_inline' // drawn in the page, it has the colours of the page
  const drawing = holdings.drawing(path).replace(/<style>[^]*?<\/style>\n/, '') // its own are for where it stands alone
  token.content = drawing.replace('<svg ', `<svg role="img" aria-label="${escapeHtml(token.content)}" `)
  return token
}

// A cause or a code that has a page of its own leads there, outside of headings and links.
function joinCodes(tokens: readonly Token[], { source }: DocPage, { codes }: Holdings) {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline' || tokens[index - 1]!.type === 'heading_open') continue
    let inLink = 0
    token.children = (token.children ?? []).flatMap((one) => {
      inLink += one.type === 'link_open' ? 1 : one.type === 'link_close' ? -1 : 0
      const target = one.type === 'code_inline' && inLink === 0 ? codes.get(one.content) : undefined
      return target === undefined || target === source ? [one] : linked(one, relative(source, target))
    })
  }
}

function linked(token: Token, href: string): Token[] {
  const link = markdown.parseInline(`[x](${href})`, {})[0]!.children!
  return [link[0]!, token, link[2]!]
}

const ROLES: Readonly<Record<string, string>> = {
  tr_open: 'row',
  th_open: 'columnheader',
  td_open: 'cell',
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
}

// On a narrow screen each row is a card, and each cell is headed by its column; the roles stay when the layout is no table's any more.
function labelCells(tokens: readonly Token[]) {
  let heads: string[] = []
  let column = 0
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'table_open') {
      heads = []
      token.attrSet('role', 'table')
    }
    if (token.type === 'tr_open') column = 0
    if (token.type === 'th_open') heads.push(plain(tokens[index + 1]))
    if (token.type === 'td_open') token.attrSet('data-head', heads[column++] ?? '')
    if (ROLES[token.type]) token.attrSet('role', ROLES[token.type]!)
  }
}

markdown.renderer.rules.link_open = (tokens, index, options, _, self) =>
  tokens[index]!.attrGet('href') === '' ? '<span>' : self.renderToken(tokens, index, options)
markdown.renderer.rules.link_close = (tokens, index) => {
  let depth = 0
  for (let at = index; at >= 0; at--) {
    depth += tokens[at]!.type === 'link_close' ? 1 : tokens[at]!.type === 'link_open' ? -1 : 0
    if (depth === 0) return tokens[at]!.attrGet('href') === '' ? '</span>' : '</a>'
  }
  return '</a>'
}
markdown.renderer.rules.fence = (tokens, index) => {
  const [language = '', ...name] = tokens[index]!.info.split(' ')
  const caption = name.length > 0 ? `<figcaption>${escapeHtml(name.join(' '))}</figcaption>` : ''
  return `<figure class="code">${caption}<pre tabindex="0"><code>${shaded(escapeHtml(tokens[index]!.content), language)}</code></pre></figure>\n`
}

// A short name stays on its line, a long one breaks behind its marks.
markdown.renderer.rules.code_inline = (tokens, index) => {
  const code = escapeHtml(tokens[index]!.content)
  return code.length > SHORT ? `<code>${code.replace(/(?<=\w)[._/]/g, '$&<wbr>')}</code>` : `<code class="short">${code}</code>`
}
const SHORT = 20 // characters

// Remarks step back, and what a person types stands out.
const shaded = (code: string, language: string) =>
  code
    .replace(/(^|\s)(# .*)$/gm, ['yaml', 'sh', 'console'].includes(language) ? '$1<i>$2</i>' : '$&')
    .replace(/^(\$ )(.*)$/gm, language === 'console' ? '$1<b>$2</b>' : '$&')
