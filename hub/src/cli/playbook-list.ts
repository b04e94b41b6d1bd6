import { printComplaints } from '../domain/document.ts'
import { FACTS } from '../domain/incident/facts.ts'
import { loadLibrary } from '../library.ts'
import type { Out } from './report-complaints.ts'

/** Lists the playbooks in order of precedence, or every fact that a step may ask for, with its sentence. */
export async function playbookList(
  options: { readonly facts?: boolean; readonly json?: boolean; readonly playbooks?: string },
  out: Out,
): Promise<number> {
  if (options.facts) {
    const facts = FACTS.map(({ name, says }) => ({ fact: name, says }))
    out.stdout(options.json ? `${JSON.stringify({ facts }, null, 2)}\n` : table(facts.map(({ fact, says }) => [fact, says])))
    return 0
  }
  const { playbooks, complaints } = await loadLibrary({ playbooksDir: options.playbooks })
  const list = playbooks
    .flat()
    .map(({ id, version, title, causes, severity, steps }) => ({ playbook: id, version, title, causes, severity, steps: steps.length }))
  out.stderr(printComplaints(complaints))
  out.stdout(
    options.json
      ? `${JSON.stringify({ playbooks: list }, null, 2)}\n`
      : table(list.map(({ playbook, title, causes, steps }) => [playbook, causes.join(' '), `${steps} steps`, title])),
  )
  return complaints.some(({ level }) => level === 'error') ? 2 : 0
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  ')}\n`)
    .join('')
}
