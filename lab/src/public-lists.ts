import { createHash } from 'node:crypto'
import { json, notFound, serveLoopback, type Loopback } from './loopback.ts'
import { STATIC_FILES } from './site-answers.ts'
import type { World } from './world.ts'

/**
 * Lists that anybody may ask: the checksums of WordPress's own files, in the shape of api.wordpress.org, and dangerous addresses,
 * in the shape of Web Risk.
 */
export const openPublicLists = (world: World): Promise<Loopback> =>
  serveLoopback(({ method, path, query }) => {
    if (method !== 'GET') return notFound
    if (path === '/core/checksums/1.0/') return json({ checksums: query.has('version') ? CHECKSUMS : false })
    if (path === '/v1/uris:search') return json(threatAt(world, query.get('uri') ?? ''))
    return notFound
  })

const CHECKSUMS = Object.fromEntries(
  Object.entries(STATIC_FILES).map(([path, { body }]) => [path.slice(1), createHash('md5').update(body).digest('hex')]),
)

function threatAt(world: World, uri: string) {
  const name = URL.parse(uri)?.hostname.replace(/^www\./, '')
  const threat = world.all.find(({ site }) => site.name === name)?.fault?.blocklist
  return threat ? { threat: { threatTypes: [threat], expireTime: new Date(Date.now() + 300_000).toISOString() } } : {}
}
