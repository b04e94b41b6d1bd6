import { Parser } from 'htmlparser2'

const MOST_HTML = 512 * 1024
const MOST_TEXT = 4096
const MOST_TITLE = 300
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'title', 'svg', 'iframe', 'object'])
const SOONEST_REFRESH_S = 10

/** What a visitor reads of a page, and where it sends him by itself. */
export type ReadPage = {
  readonly title: string | null
  readonly text: string // lower-cased, white space collapsed, at most 4 kB
  readonly words: number // of the whole page
  readonly refresh: string | null // the address in a `<meta http-equiv=refresh>` that fires within 10 s
}

/** Reads the first 512 kB of a page, however broken. Nothing in it is run, and what comes out is text. */
export function readHtml(html: string): ReadPage {
  const unseen: string[] = []
  let title: string | null = null
  let text = ''
  let refresh: string | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'title' && title === null) title = ''
      if (UNSEEN.has(name)) unseen.push(name)
      if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'refresh') refresh ??= refreshTarget(attributes['content'])
      text += ' '
    },
    onclosetag(name) {
      if (unseen.at(-1) === name) unseen.pop()
      text += ' '
    },
    ontext(part) {
      if (unseen.length === 0) text += part
      else if (unseen.at(-1) === 'title' && title !== null && title.length < MOST_TITLE) title += part
    },
  })
  parser.write(html.slice(0, MOST_HTML))
  parser.end()
  const visible = collapse(text).toLowerCase()
  return {
    title: title === null ? null : collapse(title).slice(0, MOST_TITLE),
    text: visible.slice(0, MOST_TEXT),
    words: visible === '' ? 0 : visible.split(' ').length,
    refresh,
  }
}

function refreshTarget(content: string | undefined): string | null {
  const match = /^\s*(\d{1,4})[^;,]*[;,]\s*url\s*=\s*['"]?([^'"]*)/i.exec((content ?? '').slice(0, 2048))
  return match && Number(match[1]) <= SOONEST_REFRESH_S ? match[2]!.trim() || null : null
}

/** One line without control characters: what we quote may be hostile. */
export const collapse = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
