import type { Sheet } from './sheet.ts'

/** A report as plain text, for a mail reader without HTML and for a terminal. */
export function writeSheet({ title, whose, brand, notes, sections, method }: Sheet): string {
  const parts = sections.map(({ title: heading, figures, table }) => {
    const lines = figures.map(({ label, value, more }) => `${label}: ${value}${more.length === 0 ? '' : ` (${more.join('; ')})`}`)
    const rows = (table?.rows ?? []).map((row) => {
      const [first, ...others] = row.map(({ text }, n) => ({ text, column: table!.columns[n]!.title }))
      return `- ${first!.text}\n${others.map(({ column, text }) => `  ${column}: ${text}`).join('\n')}`
    })
    return `${heading}\n${'-'.repeat(heading.length)}\n${[...lines, ...rows].join('\n')}`
  })
  return [`${brand.name}\n${title}: ${whose}`, ...(notes.length === 0 ? [] : [notes.join('\n')]), ...parts, method.join('\n')].join('\n\n')
}
