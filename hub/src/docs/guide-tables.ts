import type { DocPage } from './doc-page.ts'

/** A row of a table by the heads of its columns. */
export type Row = Readonly<Record<string, string>>

/** The rows of every table of a page whose first column is headed so, and the heading of the section each stands in. */
export function rowsOf({ text }: DocPage, first: string): readonly (Row & { readonly section: string })[] {
  let section = ''
  let heads: readonly string[] | null = null
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('## ')) section = line.slice(3)
    if (!line.startsWith('|')) heads = null
    else if (heads === null) heads = cellsOf(line)
    else if (heads[0] === first && !/^\|-/.test(line))
      return [{ ...Object.fromEntries(cellsOf(line).map((cell, column) => [heads![column] ?? `more ${column}`, cell])), section }]
    return []
  })
}

const cellsOf = (line: string) => line.slice(1, line.lastIndexOf('|')).split('|').map((cell) => cell.trim()) // prettier-ignore

/** What stands between backticks. */
export const codesOf = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)

/** Words of a page of the guide, for a page in a folder beside it. */
export const fromGuide = (cell: string, page: string): string =>
  cell.replace(/\]\((#|(?!https?:)[^)])/g, (_, start: string) => (start === '#' ? `](../guide/${page}.md#` : `](../guide/${start}`))
