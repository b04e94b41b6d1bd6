import { parseBounded } from './parse-bounded.ts'

const MOST_HTML = 512 * 1024
const MOST_TEXT = 4096
const MOST_TITLE = 300
const MOST_WORD = 100
const MOST_ADDRESSES = 2000
const LONGEST_ADDRESS = 500
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'title', 'svg', 'iframe', 'object'])
const SOONEST_REFRESH_S = 10

/** What a visitor reads of a page, where it sends him by itself, and what it is made of. Addresses are as written. */
export type ReadPage = {
  readonly title: string | null
  readonly text: string // lower-cased, white space collapsed, at most 4 kB
  readonly words: number // of the whole page
  readonly refresh: string | null // the address in a `<meta http-equiv=refresh>` that fires within 10 s
  readonly language: string | null
  readonly generator: string | null
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
  readonly links: readonly string[]
}

type Attributes = Readonly<Record<string, string>>

/** Reads the first 512 kB of a page, however broken. Nothing in it is run, and what comes out is text. */
export function readHtml(html: string): ReadPage {
  const unseen: string[] = []
  const made = new Making()
  let title: string | null = null
  let text = ''
  parseBounded(html.slice(0, MOST_HTML), {
    onopentag(name, attributes) {
      if (name === 'title' && title === null) title = ''
      if (UNSEEN.has(name)) unseen.push(name)
      made.hear(name, attributes)
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
  const visible = collapse(text).toLowerCase()
  const { refresh, language, generator, scripts, styles, links } = made
  return {
    title: title === null ? null : collapse(title).slice(0, MOST_TITLE),
    text: visible.slice(0, MOST_TEXT),
    words: visible === '' ? 0 : visible.split(' ').length,
    ...{ refresh, language, generator, scripts, styles, links },
  }
}

/** What the tags of a page say, beside its words. */
class Making {
  refresh: string | null = null
  language: string | null = null
  generator: string | null = null
  readonly scripts: string[] = []
  readonly styles: string[] = []
  readonly links: string[] = []

  hear(name: string, attributes: Attributes): void {
    if (name === 'html') this.language ??= word(attributes['lang']?.toLowerCase())
    else if (name === 'a') keep(this.links, attributes['href'])
    else if (name === 'script') keep(this.scripts, attributes['src'])
    else if (name === 'link' && attributes['rel']?.toLowerCase() === 'stylesheet') keep(this.styles, attributes['href'])
    else if (name === 'meta') this.#hearMeta(attributes)
  }

  #hearMeta(attributes: Attributes): void {
    if (attributes['http-equiv']?.toLowerCase() === 'refresh') this.refresh ??= refreshTarget(attributes['content'])
    if (attributes['name']?.toLowerCase() === 'generator') this.generator ??= word(attributes['content'])
  }
}

const word = (text: string | undefined) => collapse((text ?? '').slice(0, MOST_WORD)) || null

function keep(addresses: string[], address: string | undefined): void {
  if (address && address.length <= LONGEST_ADDRESS && addresses.length < MOST_ADDRESSES) addresses.push(address)
}

function refreshTarget(content: string | undefined): string | null {
  const match = /^\s*(\d{1,4})[^;,]*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]*)/i.exec((content ?? '').slice(0, 2048))
  return match && Number(match[1]) <= SOONEST_REFRESH_S ? match[2]!.trim() || null : null
}

/** One line without control characters: what we quote may be hostile. */
export const collapse = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
