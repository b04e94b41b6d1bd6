import { z } from 'zod'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { isKnown } from '../etag.ts'
import { page } from '../route.ts'
import type { Answer, Asked, Route } from '../route.ts'
import { pagesOf } from './pages.ts'
import type { Page, Served } from './pages.ts'
import { headersOf, nameOf, TO_SUBSCRIBE, unpacks } from './serving.ts'

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
        const language = TO_SUBSCRIBE.exec(asked.params['*'])?.groups!.language
        if (TO_SUBSCRIBE.test(asked.params['*'])) return { redirect: language === undefined ? 'subscribe' : `subscribe?lang=${language}` }
        const found = await pagesOf(around).page(asked.params.slug)
        const served = await choose(found, asked.params['*'], asked.query.lang ?? asked.header('accept-language') ?? '')
        if (served) return give(served, asked)
        throw new Problem('not-found', 'page_unknown', 'There is no status page at this address.', 'Check the address you were given.')
      },
    }),
  ]
}

function choose(page: Page, path: string, wanted: string): Promise<Served> | null {
  const name = nameOf(page, path, wanted)
  return name === null ? null : page.file(name)
}

function give(served: Served, { notChanged, header }: Pick<Asked, 'notChanged' | 'header'>): Answer {
  const { type, bytes, packed } = served
  const headers = headersOf(served)
  if (isKnown(served.etag, notChanged ?? '')) return { status: 304, text: '', type, headers }
  if (!unpacks(header('accept-encoding') ?? '')) return { bytes, type, headers }
  return { bytes: packed, type, headers: { ...headers, 'content-encoding': 'gzip' } }
}
