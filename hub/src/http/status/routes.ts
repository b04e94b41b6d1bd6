import { z } from 'zod'
import { languageFor } from '../../domain/status/page-words.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { page } from '../route.ts'
import type { Answer, Asked, Route } from '../route.ts'
import { pagesOf } from './pages.ts'
import type { Page, Served } from './pages.ts'
import { fileIn } from './view.ts'

const slug = z.string().min(1).max(100)
const params = z.strictObject({ slug })
const file = z.strictObject({ slug, '*': z.string().max(200) })
const query = z.strictObject({ lang: z.string().max(20).optional() })

/** `/status/<slug>/`: what anyone may read, in the brand of the page's owner. */
export function statusRoutes(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/status/:slug',
      who: 'anyone',
      does: 'Leads to the page itself.',
      params,
      answer: ({ params: { slug } }) => ({ redirect: `/status/${encodeURIComponent(slug)}/` }),
    }),
    page({
      method: 'GET',
      path: '/status/:slug/*',
      who: 'anyone',
      does: 'The status page and every file of it.',
      params: file,
      query,
      answer: async (asked) => {
        const toSubscribe = /^subscribe(?:\.(?<language>[a-z]{2}))?\.html$/.exec(asked.params['*'])
        if (toSubscribe) return { redirect: subscribeIn(asked.params.slug, toSubscribe.groups!.language) }
        const found = await pagesOf(around).page(asked.params.slug)
        const served = await choose(found, asked.params['*'], asked.query.lang ?? asked.header('accept-language') ?? '')
        if (served) return give(served, asked)
        throw new Problem('not-found', 'page_unknown', 'There is no status page at this address.', 'Check the address you were given.')
      },
    }),
  ]
}

const subscribeIn = (slug: string, language: string | undefined) =>
  `/status/${encodeURIComponent(slug)}/subscribe${language === undefined ? '' : `?lang=${language}`}`

// A file by its whole name; a page without its ending comes in the language that the reader asked for.
function choose({ news, file }: Page, path: string, wanted: string): Promise<Served> | null {
  const name = path === '' ? 'index' : path
  const language = languageFor(wanted) ?? news.page.language
  return file(path) ?? file(fileIn(news, language, name)) ?? file(`${name}.html`)
}

// A reader that has it already is told so in a few bytes; others get it packed, if they can unpack it.
function give({ body, packed, etag, type, framed }: Served, { notChanged, header }: Pick<Asked, 'notChanged' | 'header'>): Answer {
  const headers = {
    etag,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    vary: 'accept-encoding, accept-language',
    ...(framed ? { 'content-security-policy': "default-src 'none'; style-src 'self'; frame-ancestors *" } : {}),
  }
  const knows = (notChanged ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
  if (knows) return { status: 304, text: '', type, headers }
  const unpacks = /\bgzip\b/.test(header('accept-encoding') ?? '')
  return unpacks ? { bytes: packed, type, headers: { ...headers, 'content-encoding': 'gzip' } } : { text: body, type, headers }
}
