import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { between, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { forHouse } from '../../store/store.ts'
import type { Around } from '../around.ts'
import { filesOf } from './page-files.ts'
import type { Files, Made } from './page-files.ts'
import { newsOf } from './page-news.ts'
import type { PageNews } from './page-news.ts'

/** A file as it is served: made once, packed once. */
export type Served = Made & { readonly etag: string; readonly bytes: Buffer; readonly packed: Buffer }
/** A page at one moment. */
export type Page = {
  readonly news: PageNews
  readonly files: Files
  file(path: string): Promise<Served> | null
  /** The files that were asked for already. */
  readonly made: ReadonlyMap<string, Served>
}
export type Pages = {
  page(slug: string): Promise<Page>
  /** The page, if it is rendered and nothing has changed since; null when it must be asked for with `page`. */
  fresh(slug: string): Page | null
}

// Another hub on the same database may have changed it, and a day may have begun: so old is what is shown at most.
const FRESH = seconds(30)
// However much happens at once, a page is read again no sooner than this.
const LEAST = seconds(1)
const pack = promisify(gzip)

type Kept = { readonly at: Instant; readonly page: Promise<Page>; rendered: Page | null; isStale: boolean }

// What the hub serves and what is exported is rendered once.
const all = new WeakMap<Around, Pages>()

/**
 * The status pages, rendered when something changed and not per request. A page is read anew after news of its tenant's incidents, after
 * news that concern everyone, and twice a minute; of an unknown page nothing is kept.
 */
export function pagesOf(around: Around): Pages {
  const pages = all.get(around) ?? createPages(around)
  all.set(around, pages)
  return pages
}

function createPages(around: Around): Pages {
  const house = { ...around, store: forHouse(around.store) } // a page is everybody's, whoever asks for it first
  const kept = new Map<string, Kept>()
  around.events.subscribe(({ partner }) => {
    for (const one of kept.values()) if (partner === null || (one.rendered?.news.page.partner ?? partner) === partner) one.isStale = true
  })
  const find = (slug: string, now: Instant) => {
    const found = kept.get(slug)
    return found && between(found.at, now) < (found.isStale ? LEAST : FRESH) ? found : null
  }
  return {
    fresh: (slug) => find(slug, around.clock.now())?.rendered ?? null,
    page(slug) {
      const now = around.clock.now()
      const found = find(slug, now)
      if (found) return found.page
      const page = newsOf(house, slug).then((news) => served(news, around.banner))
      const one: Kept = { at: now, page, rendered: null, isStale: false }
      kept.set(slug, one)
      page.then(
        (rendered) => (one.rendered = rendered),
        () => kept.delete(slug),
      )
      return page
    },
  }
}

function served(news: PageNews, banner: string | null): Page {
  const files = filesOf(news, banner)
  const making = new Map<string, Promise<Served>>()
  const made = new Map<string, Served>()
  return {
    news,
    files,
    made,
    file(path) {
      const make = files.get(path)
      if (!make) return null
      const promise = making.get(path) ?? make().then(serve)
      making.set(path, promise)
      promise.then(
        (file) => made.set(path, file),
        () => making.delete(path),
      )
      return promise
    },
  }
}

async function serve(made: Made): Promise<Served> {
  const etag = `"${createHash('sha256').update(made.body).digest('base64url').slice(0, 22)}"`
  return { ...made, etag, bytes: Buffer.from(made.body), packed: await pack(made.body, { level: 9 }) }
}
