import { pageOf } from './doc-page.ts'
import type { DocPage } from './doc-page.ts'
import { codesOf, rowsOf } from './guide-tables.ts'

/** A page for each problem code, and for each mark inside a complaint, from the one table that explains them. */
export function problemPages(problems: DocPage): readonly DocPage[] {
  const rows = [...rowsOf(problems, 'code'), ...rowsOf(problems, 'mark')]
  const explained = rows.flatMap((row) => codesOf(row.code ?? row.mark!).map((code) => ({ row, code })))
  return explained.map(({ row, code }) => {
    const others = rows.filter((one) => one !== row && one.section === row.section).flatMap((one) => codesOf(one.code ?? one.mark!))
    const where = row.status ? `HTTP status ${row.status}; ` : ''
    const todo = row['what to do']
    const text = [
      `# \`${code}\``,
      outOfFolder(row.means!),
      ...(todo ? ['## What to do', outOfFolder(todo)] : []),
      '## See also',
      `- It belongs to: ${where}${row.section.toLowerCase()}`,
      `- Close to it: ${nearest(code, others).map((one) => `\`${one}\``).join(', ')}`, // prettier-ignore
      '- All of them: [Problem codes](../problems.md)',
    ]
    return pageOf(`docs/problems/${code}.md`, text)
  })
}

const MOST = 8

// Those about the same noun first.
const nearest = (code: string, others: readonly string[]) =>
  others.toSorted((one, other) => Number(isAkin(other, code)) - Number(isAkin(one, code))).slice(0, MOST)
const isAkin = (one: string, other: string) => one.split('_')[0] === other.split('_')[0]

const outOfFolder = (cell: string) => cell.replace(/\]\((?!https?:|#)/g, '](../').replace(/\]\(#/g, '](../problems.md#')
