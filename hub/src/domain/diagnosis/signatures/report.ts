import { signatures } from './index.ts'

/** The ruleset as a table in Markdown, for the guide: what is known, what it means, how much it weighs and where it comes from. */
export function signatureReport(): string {
  const rows = signatures.map(({ id, says, cause, weight, guards, source, note }) =>
    [`\`${id}\``, says, cause === null ? '' : `\`${cause}\``, weight, guards.join(', '), source, note].map(cell).join(' | '),
  )
  const head = ['Signature', 'says', 'cause when alone', 'weight', 'only if', 'source', 'note']
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n') + '\n'
}

const cell = (text: string) => text.replaceAll('|', '\\|')
