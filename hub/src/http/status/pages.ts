import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { between, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { filesOf } from './page-files.ts'
import type { Files, Made } from './page-files.ts'
import { newsOf } from './page-news.ts'
import type { PageNews } from './page-news.ts'

/** A file as it is served: made once, packed once. */
export type Served = Made & { readonly etag: string; readonly packed: Buffer }
/** A page at one moment. */
export type Page = { readonly news: PageNews; readonly files: Files; file(path: string): Promise<Served> | null }
export type Pages = { page(slug: string): Promise<Page> }

// Another hub on the same database may have changed it, and a day may have begun: so old is what is shown at most.
const FRESH = seconds(30)
// However much happens at once, a page is read again no sooner than this.
const LEAST = seconds(1)
const pack = promisify(gzip)

type Kept = { readonly at: Instant; readonly page: Promise<Page>; partner: string | null; isStale: boolean }

// What the hub serves and what is exported is rendered once.
const all = new WeakMap<Around, Pages>()

/**
 * The status pages, rendered when something changed and not per request. A page is read anew after news of its tenant's incidents, and
 * twice a minute; of an unknown page nothing is kept.
 */
export function pagesOf(around: Around): Pages {
  const pages = all.get(around) ?? createPages(around)
  all.set(around, pages)
  return pages
}

function createPages(around: Around): Pages {
  const kept = new Map<string, Kept>()
  around.events.subscribe(({ partner }) => {
    for (const one of kept.values()) if (one.partner === null || one.partner === partner) one.isStale = true
  })
  return {
    page(slug) {
      const now = around.clock.now()
      const found = kept.get(slug)
      if (found && between(found.at, now) < (found.isStale ? LEAST : FRESH)) return found.page
      const page = newsOf(around, slug).then((news) => served(news, around.banner))
      const one: Kept = { at: now, page, partner: null, isStale: false }
      kept.set(slug, one)
      page.then(
        ({ news }) => (one.partner = news.page.partner),
        () => kept.delete(slug),
      )
      return page
    },
  }
}

function served(news: PageNews, banner: string | null): Page {
  const files = filesOf(news, banner)
  const ready = new Map<string, Promise<Served>>()
  return {
    news,
    files,
    file(path) {
      const make = files.get(path)
      if (!make) return null
      const made = ready.get(path) ?? make().then(serve)
      ready.set(path, made)
      return made
    },
  }
}

async function serve(made: Made): Promise<Served> {
  const etag = `"${createHash('sha256').update(made.body).digest('base64url').slice(0, 22)}"`
  return { ...made, etag, packed: await pack(made.body, { level: 9 }) }
}
