import { basename, extname } from 'node:path'
import { loadLibrary } from '../library.ts'
import type { Library } from '../library.ts'
import { styleSheet } from '../style-sheet.ts'
import { causePages } from './cause-pages.ts'
import { channelPages } from './channel-pages.ts'
import { checkPages } from './check-pages.ts'
import { aboveOf, placeOf, titleOf } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { CONTENTS } from './contents.ts'
import { framed } from './frame.ts'
import type { Link, Place } from './frame.ts'
import { relative, renderPage } from './render-page.ts'
import type { Holdings, Rendered } from './render-page.ts'
import { problemPages } from './problem-pages.ts'
import { entriesOf, searchPage } from './search.ts'
import { settingsOf } from './setting-table.ts'
import { stepPages } from './step-pages.ts'
import { assetPaths, CONFIGURATION, readFile, writtenPages } from './written.ts'

export type SiteFile = { readonly type: string; readonly body: string | Buffer }
/** The docs as a website: what lies where, and each file of it when somebody asks. */
export type Site = {
  readonly pages: readonly DocPage[]
  readonly paths: readonly string[]
  readonly file: (path: string) => SiteFile | null
}

const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' },
  ...{ '.png': 'image/png', '.svg': 'image/svg+xml', '.json': 'application/json', '.yaml': 'text/plain; charset=utf-8' },
}

/** Reads what people wrote and what the code says of itself; a page is drawn when it is asked for. `icon` is the sign of the product, as SVG. */
export async function openSite(icon: string): Promise<Site> {
  const written = writtenPages()
  const pages = [...written, ...madePages(written, await loadLibrary({}))]
  const bySource = new Map(pages.map((page) => [page.source, page]))
  const assets = assetPaths()
  const holdings: Holdings = {
    holds: (path) => bySource.has(path) || assets.includes(path),
    codes: new Map(pages.flatMap(({ source }) => (CODED.test(source) ? [[basename(source, '.md'), source] as const] : []))),
    drawing: (path) => readFile(path).toString(),
  }
  const rendered = kept((source: string): Rendered => renderPage(bySource.get(source)!, holdings))
  const makers = new Map<string, () => string | Buffer>([
    ...pages.map((page) => [placeOf(page.source), () => framed(rendered(page.source), placeIn(pages, page))] as const),
    ...assets.map((path) => [placeOf(path), () => readFile(path)] as const),
    ['docs.css', () => styleSheet(new URL('./docs.css', import.meta.url))],
    ['search.js', () => readFile('hub/src/docs/search.js')],
    ['icon.svg', () => icon],
    ['search.json', () => JSON.stringify(pages.flatMap((page) => entriesOf(page, rendered(page.source))))],
    ['search.html', () => framed(searched(pages), { ...placeIn(pages, SEARCH), here: 'Everything', above: null })],
  ])
  const file = (path: string) => {
    const make = makers.get(path)
    return make ? { type: TYPES[extname(path)]!, body: make() } : null
  }
  return { pages, paths: [...makers.keys()], file }
}

// A cause or a problem code is told from other words by its shape.
const CODED = /^docs\/(causes\/(\w+\.\w+|unknown)|problems\/\w+_\w+)\.md$/

/** What the code says of itself. */
function madePages(written: readonly DocPage[], library: Library): readonly DocPage[] {
  const page = (source: string) => written.find((one) => one.source === source)!
  const settings = settingsOf(page(CONFIGURATION))
  return [
    ...channelPages(settings),
    ...checkPages(settings),
    ...causePages(library, page('docs/guide/diagnosis.md')),
    ...stepPages(library),
    ...problemPages(page('docs/problems.md')),
  ]
}

const SEARCH: DocPage = { source: 'docs/search.md', text: '# Search' }

function searched(pages: readonly DocPage[]): Rendered {
  const under = (sources: readonly string[]) => (page: DocPage) => sources.includes(page.source)
  const listed = CONTENTS.flatMap((part) => part.pages)
  const groups = [
    ...CONTENTS.map(({ title, pages: named }) => ({ title, pages: pages.filter(under(named)) })),
    ...listed.flatMap((first) => {
      const more = pages.filter(({ source }) => !listed.includes(source) && aboveOf(source) === first)
      return more.length > 0 ? [{ title: titleOf(pages.find(under([first]))!), pages: more }] : []
    }),
  ]
  return { title: 'Search', says: 'All that there is to read, and where each word stands.', html: searchPage(groups), sections: [] }
}

function kept<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>()
  return (key) => {
    if (!made.has(key)) made.set(key, make(key))
    return made.get(key)!
  }
}

function placeIn(pages: readonly DocPage[], { source }: DocPage): Place {
  const find = (wanted: string) => pages.find((page) => page.source === wanted)
  const link = (to: DocPage | undefined): Link | null => (to ? { href: relative(source, to.source), title: titleOf(to) } : null)
  const above = aboveOf(source)
  const listed = CONTENTS.flatMap((part) => part.pages)
  const row = listed.includes(source) ? listed : pages.map((page) => page.source).filter((one) => aboveOf(one) === above && !listed.includes(one)) // prettier-ignore
  const at = row.indexOf(source)
  const entry = listed.includes(source) ? source : above
  const stands = (one: string) => (one === source ? 'page' : one === entry && source !== SEARCH.source ? 'true' : null)
  const parts = CONTENTS.map(({ title, pages: named }) => ({
    title,
    links: named.map((one) => ({ ...link(find(one))!, here: stands(one) }) as const),
  }))
  return {
    home: '../'.repeat(placeOf(source).split('/').length - 1),
    here: CONTENTS.find((part) => part.pages.includes(entry))?.title ?? 'Behind it',
    above: listed.includes(source) ? null : link(find(above)),
    parts,
    before: link(find(row[at - 1] ?? '')),
    after: link(find(row[at + 1] ?? '')),
  }
}
