import { createHash } from 'node:crypto'
import { json, notFound, serveLoopback, type Loopback, type Told } from './loopback.ts'
import { NEXT_FILES, STATIC_FILES } from './site-answers.ts'
import { NEXT_WORDPRESS, WORDPRESS } from './site-pages.ts'
import type { World } from './world.ts'

/**
 * Lists that anybody may ask: the checksums of WordPress's own files, in the shape of api.wordpress.org, and dangerous addresses,
 * in the shape of Web Risk, for those who bring its key.
 */
export const openPublicLists = (world: World, webRiskKey: string): Promise<Loopback> =>
  serveLoopback(({ method, path, query }) => {
    if (method !== 'GET') return notFound
    if (path === '/core/checksums/1.0/') return json({ checksums: CHECKSUMS[query.get('version') ?? ''] ?? false })
    if (path === '/v1/uris:search') return searchThreats(world, webRiskKey, query)
    return notFound
  })

const sumsOf = (files: typeof STATIC_FILES) =>
  Object.fromEntries(Object.entries(files).map(([path, { body }]) => [path.slice(1), createHash('md5').update(body).digest('hex')]))

const CHECKSUMS: Readonly<Record<string, unknown>> = {
  [WORDPRESS]: sumsOf(STATIC_FILES),
  [NEXT_WORDPRESS]: sumsOf({ ...STATIC_FILES, ...NEXT_FILES }),
}

/** As Web Risk does it: who brings no key is refused, a wrong one is an invalid argument, and an address that is not listed gets an empty object. */
function searchThreats(world: World, key: string, query: URLSearchParams): Told {
  if (!query.has('key')) return refusal(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers.")
  if (query.get('key') !== key) return refusal(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.')
  const name = URL.parse(query.get('uri') ?? '')?.hostname.replace(/^www\./, '')
  const wanted = query.getAll('threatTypes')
  if (name === undefined || wanted.length === 0) return refusal(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.')
  const threat = world.all.find(({ site }) => site.name === name)?.fault?.blocklist
  if (threat === undefined || !wanted.includes(threat)) return json({})
  return json({ threat: { threatTypes: [threat], expireTime: new Date(Date.now() + 300_000).toISOString() } })
}

const refusal = (code: number, status: string, message: string) => json({ error: { code, message, status } }, code)
