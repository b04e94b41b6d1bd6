import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Playbooks } from '@allclear/wire/playbook.ts'
import { printComplaints } from '../domain/document.ts'
import { FACTS } from '../domain/incident/facts.ts'
import { isoOrNull } from '../domain/instant.ts'
import { listPlaybooks } from '../engine/playbooks.ts'
import { loadLibrary } from '../library.ts'
import { readingPlaybooks } from './reading-playbooks.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

type Options = { readonly facts?: boolean; readonly json?: boolean; readonly playbooks?: string; readonly data?: string }
type Row = Omit<Playbooks['items'][number], 'who'>

/** Lists the playbooks in order of precedence, edited ones as they were saved, or every fact that a step may ask for, with its sentence. */
export async function playbookList(options: Options, out: Out): Promise<number> {
  if (options.facts) {
    const facts = FACTS.map(({ name, says }) => ({ fact: name, says }))
    out.stdout(options.json ? `${JSON.stringify({ facts }, null, 2)}\n` : table(facts.map(({ fact, says }) => [fact, says])))
    return 0
  }
  const { playbooks, complaints } = await loadLibrary({ playbooksDir: options.playbooks })
  const fromFiles = playbooks.flat().map((playbook) => rowOf({ ...UNSAVED, id: playbook.id, version: 1, playbook }))
  const list = options.data === undefined ? fromFiles : await inForce(options.data, options.playbooks, fromFiles)
  out.stderr(printComplaints(complaints))
  for (const { id, version } of list.filter(({ fileChanged }) => fileChanged))
    out.stderr(
      `${id}: its file was changed after this version was saved, which holds; see: allclear playbook diff ${id}@file ${id}@${version}\n`,
    )
  const shown = list.map(({ id, version, title, ...row }) => ({ playbook: id, version, title, ...row }))
  out.stdout(options.json ? `${JSON.stringify({ playbooks: shown }, null, 2)}\n` : table(list.map(cellsOf)))
  return complaints.some(({ level }) => level === 'error') ? 2 : 0
}

/** What the hub of these data works with: the running one says it itself; without any data, the files do. */
async function inForce(data: string, directory: string | undefined, fromFiles: Row[]): Promise<Row[]> {
  const asked = (await askRunningHub(data, '/api/v1/playbooks')) as Playbooks | null
  if (asked) return asked.items
  if (!process.env.DATABASE_URL && !existsSync(join(data, 'allclear.sqlite'))) return fromFiles
  await using reading = await readingPlaybooks(data, directory)
  return (await listPlaybooks(reading)).map(rowOf)
}

const UNSAVED = { at: null, by: null, reason: null, incident: null, fileChanged: false } as const

type Listed = Omit<Awaited<ReturnType<typeof listPlaybooks>>[number], 'body' | 'versions' | 'withdrawnAt'>

const rowOf = ({ id, version, at, by, reason, incident, fileChanged, playbook: { title, causes, severity, steps } }: Listed): Row => ({
  ...{ id, version, title, causes: [...causes], severity, steps: steps.length },
  ...{ at: isoOrNull(at), by, reason, incident, fileChanged },
})

function cellsOf({ id, causes, steps, title, version, at, by, reason }: Row): string[] {
  const saved = at === null ? '' : ` (version ${version}, ${by}, ${at.slice(0, 10)}${reason === null ? '' : `: ${reason}`})`
  return [id, causes.join(' '), `${steps} steps`, `${title}${saved}`]
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => `${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  ')}\n`)
    .join('')
}
