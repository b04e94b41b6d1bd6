import { anchorOf } from '../src/docs/render-page.ts'
import { readProject } from './source-files.ts'
import type { SourceFile } from './source-files.ts'

/** A fenced block of a page: its language, and the name of the file that it is, is `part of`, or was taken `from`, where it names one. */
export type Block = {
  readonly page: string
  readonly language: string
  readonly part: string | null
  readonly name: string | null
  readonly text: string
}

/** Every page that people read: the README, the changes, and all of docs/. */
export const readPages = (): readonly SourceFile[] =>
  readProject().filter(({ path }) => /^(README\.md|CHANGELOG\.md|docs\/.*\.md)$/.test(path))

const FENCE = /^(?<indent> *)```(?<language>\w+)(?: (?<part>part of|from))?(?: (?<name>\S+))?\n(?<text>.*?)^\k<indent>```$/gms

/** The fenced blocks of a page; one that is indented in a list is taken out of it. */
export function blocksIn({ path, text }: SourceFile): readonly Block[] {
  return [...text.matchAll(FENCE)].map(({ groups }) => ({
    page: path,
    language: groups!.language!,
    part: groups!.part ?? null,
    name: groups!.name ?? null,
    text: groups!.text!.replaceAll(new RegExp(`^${groups!.indent}`, 'gm'), ''),
  }))
}

/** Where the links and images of a page lead, those to other sites apart. */
export const linksIn = ({ text }: SourceFile): readonly string[] =>
  [...withoutBlocks(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => target!)

/** The headings of a page as links name them. */
export const anchorsIn = ({ text }: SourceFile): readonly string[] =>
  [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!))

/** The rows of every table of a page whose first column is headed so, as cells. */
export function rowsIn({ text }: SourceFile, heading: string): readonly (readonly string[])[] {
  const tables = withoutBlocks(text).match(/(?:^\|.*\|\n)+/gm) ?? []
  return tables.flatMap((table) => {
    const rows = table.trim().split('\n').map(cellsOf)
    return rows[0]![0] === heading ? rows.slice(2) : []
  })
}

/** What stands between backticks. */
export const codesIn = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!)

const cellsOf = (row: string) =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
const withoutBlocks = (text: string) => text.replaceAll(FENCE, '')
