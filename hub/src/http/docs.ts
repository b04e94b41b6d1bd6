import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import type { Site } from '../docs/site.ts'
import { Problem } from '../problem.ts'
import { etagOf, isKnown } from './etag.ts'
import { ICON } from './icon.ts'
import { page } from './route.ts'
import type { Answer, Asked, Route } from './route.ts'
import { unpacks } from './status/serving.ts'

const params = z.strictObject({ '*': z.string().max(200) })
const query = z.strictObject({ q: z.string().max(200).optional() })

/** `/docs/`: the documentation of this very version, for anyone. Nothing in it is of this installation. */
export function docsRoutes(): Route[] {
  return [
    page({ method: 'GET', path: '/docs', who: 'anyone', does: 'Leads to the docs.', answer: () => ({ redirect: '/docs/' }) }),
    page({
      method: 'GET',
      path: '/docs/*',
      who: 'anyone',
      does: 'The documentation, and every file of it.',
      params,
      query, // what is searched for, which the page itself reads
      answer: async (asked) => give(await packed(asked.params['*'].replace(/(^|\/)$/, '$1index.html')), asked),
    }),
  ]
}

type Packed = { readonly type: string; readonly bytes: Buffer; readonly gzip: Buffer; readonly etag: string }

let site: Promise<Site> | null = null // opened at the first question
const kept = new Map<string, Packed>()

async function packed(path: string): Promise<Packed> {
  const known = kept.get(path)
  if (known) return known
  site ??= import('../docs/site.ts').then(({ openSite }) => openSite(ICON))
  const file = (await site).file(path)
  if (!file) throw new Problem('not-found', 'page_unknown', 'There is no such page of the docs.', 'Begin at /docs/.')
  const bytes = Buffer.from(file.body)
  const made = { type: file.type, bytes, gzip: gzipSync(bytes), etag: etagOf(bytes) }
  kept.set(path, made)
  return made
}

function give({ type, bytes, gzip, etag }: Packed, { notChanged, header }: Pick<Asked, 'notChanged' | 'header'>): Answer {
  const headers = { etag, 'cache-control': 'no-cache', vary: 'accept-encoding' }
  if (isKnown(etag, notChanged ?? '')) return { status: 304, text: '', type, headers }
  if (!unpacks(header('accept-encoding') ?? '')) return { bytes, type, headers }
  return { bytes: gzip, type, headers: { ...headers, 'content-encoding': 'gzip' } }
}
