import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Around } from '../around.ts'
import { cameByHttps } from '../caller.ts'
import { isKnown } from '../etag.ts'
import { HTTPS_ONLY, SHIELD } from '../shields.ts'
import { pagesOf } from './pages.ts'
import type { Page, Pages, Served } from './pages.ts'
import { headersOf, nameOf, TO_SUBSCRIBE, unpacks } from './serving.ts'

/** Answers what it can at once, and says whether it did. */
export type Front = (request: FastifyRequest['raw'], response: FastifyReply['raw']) => boolean

const PATH = /^\/status\/([\w-]+)\/([\w./-]*)$/
const KEPT = 5000 // addresses and languages at one time; beyond it all are forgotten and found again

type Ready = { readonly slug: string; readonly page: Page; readonly served: Served } & Record<'known' | 'plain' | 'packed', Whole>
type Whole = { readonly status: number; readonly headers: string[]; readonly bytes: Buffer | undefined }

/**
 * Status pages before any routing: a file that is rendered and packed goes out as it lies, so that a page that everybody asks for in an
 * outage costs hardly more than its bytes. Whatever is not ready, has a query or a token, or is no reading, is left to the routes.
 */
export function statusFront(around: Around): Front {
  const pages = pagesOf(around)
  const kept = new Map<string, Ready>()
  const find = (url: string, language: string): Ready | null => {
    const key = `${url} ${language}`
    const found = kept.get(key)
    if (found && pages.fresh(found.slug) === found.page) return found
    const ready = readyAt(pages, url, language)
    if (!ready) return null
    if (kept.size >= KEPT) kept.clear()
    kept.set(key, ready)
    return ready
  }
  return (request, response) => {
    const { method, url, headers } = request
    if ((method !== 'GET' && method !== 'HEAD') || headers.authorization !== undefined) return false
    const ready = find(url!, headers['accept-language'] ?? '')
    if (!ready) return false
    const { status, headers: lines, bytes } = choose(ready, headers)
    response.writeHead(status, cameByHttps(around, request) ? [...lines, ...HTTPS] : lines)
    response.end(method === 'HEAD' ? undefined : bytes)
    return true
  }
}

function readyAt(pages: Pages, url: string, language: string): Ready | null {
  const [, slug, path] = PATH.exec(url) ?? []
  const page = slug === undefined ? null : pages.fresh(slug)
  const name = page && !TO_SUBSCRIBE.test(path!) && nameOf(page, path!, language)
  const served = name && page.made.get(name)
  return served ? { slug: slug!, page, served, ...wholesOf(served) } : null
}

function choose({ served, known, packed, plain }: Ready, headers: FastifyRequest['headers']): Whole {
  if (isKnown(served.etag, headers['if-none-match'] ?? '')) return known
  return unpacks(headers['accept-encoding'] ?? '') ? packed : plain
}

const HTTPS = Object.entries(HTTPS_ONLY).flat()

// The three answers that a file can give, with their headers as they are written.
function wholesOf(served: Served): Pick<Ready, 'known' | 'plain' | 'packed'> {
  const { type, bytes, packed } = served
  const headers = { ...SHIELD, ...headersOf(served), 'content-type': type }
  const whole = (body: Buffer, more: Readonly<Record<string, string>>): Whole => ({
    status: 200,
    headers: Object.entries({ ...headers, ...more, 'content-length': String(body.length) }).flat(),
    bytes: body,
  })
  return {
    known: { status: 304, headers: Object.entries(headers).flat(), bytes: undefined },
    plain: whole(bytes, {}),
    packed: whole(packed, { 'content-encoding': 'gzip' }),
  }
}
