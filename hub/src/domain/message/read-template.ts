import { Liquid } from 'liquidjs'
import { nearest } from '../document.ts'
import type { Complaint } from '../document.ts'
import type { Template } from './template.ts'
import { WORD_PATHS } from './word-facts.ts'

const MAX_CHARACTERS = 50_000
const FRONT = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/
// Loading other files and writing values without their escape are not for words; the rest of Liquid's tags are.
const FORBIDDEN = /\{%-?\s*(include|render|layout|block)\b|\|\s*raw\b/
const linter = new Liquid({ strictFilters: true, templates: {} })

/** Reads one template: `subject:` in front, Markdown behind, and only variables of the data dictionary (`variable_unknown`). */
export function readTemplate(
  text: string,
  at: { readonly name: string; readonly language: string; readonly file: string },
): { readonly template: Template | null; readonly complaints: readonly Complaint[] } {
  const complain = (line: number, column: number, message: string, fix: string): Complaint => ({
    level: 'error',
    file: at.file,
    line,
    column,
    message,
    fix,
  })
  if (text.length > MAX_CHARACTERS)
    return { template: null, complaints: [complain(1, 1, `the template has more than ${MAX_CHARACTERS} characters`, 'write less')] }
  const front = FRONT.exec(text)
  const subject = /^subject:\s*(.+?)\s*$/m.exec(front?.[1] ?? '')?.[1]?.replace(/^(["'])(.*)\1$/, '$2')
  if (!front || !subject)
    return { template: null, complaints: [complain(1, 1, 'the template has no subject', 'begin it with "---", "subject: …", "---"')] }
  const body = text.slice(front[0].length).trim()
  const before = front[0].split('\n').length - 1
  const complaints = [...lint(subject, 1, complain), ...lint(text.slice(front[0].length), before, complain)]
  if (body === '') complaints.push(complain(before + 1, 1, 'the template has no words', 'write what the reader should know'))
  return { template: complaints.length > 0 ? null : { ...at, subject, body }, complaints }
}

type Complain = (line: number, column: number, message: string, fix: string) => Complaint

function lint(words: string, linesBefore: number, complain: Complain): Complaint[] {
  const place = (index: number): [number, number] => {
    const lines = words.slice(0, index).split('\n')
    return [linesBefore + lines.length, lines.at(-1)!.length + 1]
  }
  const forbidden = FORBIDDEN.exec(words)
  if (forbidden)
    return [complain(...place(forbidden.index), `"${forbidden[0].trim()}" is not allowed in a template`, 'write the words out')]
  try {
    const parsed = linter.parse(words)
    return linter.globalFullVariablesSync(parsed).flatMap((path) => unknownVariable(path, words, place, complain))
  } catch (error) {
    const { message } = error as Error
    const [, line, column] = /line:(\d+), col:(\d+)/.exec(message) ?? []
    const what = message.split('\n')[0]!.replace(/, line:.*$/, '')
    return [complain(linesBefore + Number(line ?? 1), Number(column ?? 1), what, 'mend the template here')]
  }
}

function unknownVariable(path: string, words: string, place: (index: number) => [number, number], complain: Complain): Complaint[] {
  // `because[0]` and `because.first` are the list's own.
  const name = path.replace(/\[\d+\]/g, '').replace(/\.(size|first|last)$/, '')
  if (WORD_PATHS.includes(name)) return []
  const meant = nearest(name, WORD_PATHS)
  const fix = meant ? `did you mean "${meant}"?` : `known: ${WORD_PATHS.join(', ')}`
  return [complain(...place(Math.max(0, words.indexOf(path.split(/[.[]/)[0]!))), `there is no variable "${name}" (variable_unknown)`, fix)]
}
