/** A page of the docs as Markdown. What is made from the code stands where it would stand if somebody had written it: `docs/causes/tls.expired.md`. */
export type DocPage = { readonly source: string; readonly text: string }

/** Where the page of a file of the project is on the site, from its root: `docs/guide/lab.md` is `guide/lab.html`. */
export function placeOf(source: string): string {
  if (source === 'README.md') return 'about.html'
  if (source === 'CHANGELOG.md') return 'changes.html'
  return source
    .replace(/^docs\//, '')
    .replace(/(^|\/)README\.md$/, '$1index.html')
    .replace(/\.md$/, '.html')
}

/** The page above: of a folder its first page, of that the start. */
export function aboveOf(source: string): string {
  if (source.startsWith('docs/problems/')) return 'docs/problems.md'
  const folder = /^docs\/(?:(?<name>[^/]+)\/)?/.exec(source)?.groups?.name
  return folder === undefined || source === `docs/${folder}/README.md` ? 'docs/README.md' : `docs/${folder}/README.md`
}

/** The heading of a page, as people call it. */
export const titleOf = ({ source, text }: DocPage): string => /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? source

/** A row of a table in Markdown. */
export const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |\n`

/** A whole table. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  row(...heads) + row(...heads.map(() => '---')) + rows.map((cells) => row(...cells)).join('')

/** A fenced block. */
export const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`

/** The paragraphs, tables and blocks of a page; lines of a list stay together. */
export const pageOf = (source: string, parts: readonly string[]): DocPage => ({
  source,
  text: `${parts.join('\n\n').replace(/^(- .*)\n\n(?=- )/gm, '$1\n')}\n`,
})
