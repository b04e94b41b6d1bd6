import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { DocPage } from './doc-page.ts'
import { table, titleOf } from './doc-page.ts'

const ROOT = new URL('../../../', import.meta.url)
/** The page of the guide on which every key of the configuration stands. */
export const CONFIGURATION = 'docs/guide/configuration.md'
const ASSET = /\.(png|svg|yaml|json)$/

/** A file of the project as it stands. */
export const readFile = (path: string): Buffer => readFileSync(new URL(path, ROOT))

/** The pages that people wrote: the README, the changes, and all of docs/. The decisions get a first page of their own. */
export function writtenPages(): readonly DocPage[] {
  const pages = ['README.md', 'CHANGELOG.md', ...filesOfDocs().filter((path) => path.endsWith('.md'))].map((source) => ({
    source,
    text: readFile(source).toString(),
  }))
  return [...pages, decisions(pages)]
}

/** What pages show or offer beside words: pictures and whole files. */
export const assetPaths = (): readonly string[] => filesOfDocs().filter((path) => ASSET.test(path))

function filesOfDocs(): readonly string[] {
  const folder = new URL('docs/', ROOT)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name.replaceAll('\\', '/')}`).sort() // prettier-ignore
}

function decisions(pages: readonly DocPage[]): DocPage {
  const all = pages.filter(({ source }) => source.startsWith('docs/decisions/'))
  const rows = all.map((page) => {
    const [number, ...words] = titleOf(page).split(': ')
    return [number!, `[${words.join(': ')}](${page.source.replace('docs/decisions/', '')})`]
  })
  const text = `# Decisions\n\nWhat cost something to choose: the context, the choice, and what was given up for it.\n\n${table(['number', 'decision'], rows)}`
  return { source: 'docs/decisions/README.md', text }
}
