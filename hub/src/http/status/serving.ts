import { languageFor } from '../../domain/status/page-words.ts'
import type { Page, Served } from './pages.ts'
import { fileIn } from './view.ts'

/** In a copy of the page this file leads to the hub, where readers subscribe; the hub itself leads there at once. */
export const TO_SUBSCRIBE = /^get-updates(?:\.(?<language>[a-z]{2}))?\.html$/

/** The file of a page that a path means: by its whole name; a page without its ending comes in the language that the reader asked for. */
export function nameOf({ news, files }: Pick<Page, 'news' | 'files'>, path: string, wanted: string): string | null {
  if (files.has(path)) return path
  const inLanguage = fileIn(news, languageFor(wanted) ?? news.page.language, path === '' ? 'index' : path)
  return [inLanguage, `${path}.html`].find((name) => files.has(name)) ?? null
}

/** What a file carries besides its type, packed or not. */
export const headersOf = ({ etag, framed }: Served): Readonly<Record<string, string>> => ({
  etag,
  'cache-control': 'no-cache',
  'access-control-allow-origin': '*',
  vary: 'accept-encoding, accept-language',
  ...(framed ? { 'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors *" } : {}),
})

/** Whether the reader can unpack gzip (`Accept-Encoding`). */
export const unpacks = (accepted: string): boolean => /\bgzip\b/.test(accepted)
