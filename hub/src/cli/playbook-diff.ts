import { styleText } from 'node:util'
import type { Difference } from '@allclear/wire/playbook.ts'
import { differenceOf } from '../domain/playbook/difference.ts'
import type { DifferenceLine } from '../domain/playbook/difference.ts'
import { playbookText } from '../engine/playbooks.ts'
import { Problem } from '../problem.ts'
import { readingPlaybooks } from './reading-playbooks.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

type Named = { readonly id: string; readonly which: number | 'file' }

/** `playbook diff NAME@3 NAME@4`: what changed between two versions; 0 when nothing did, else 1. A hub that is running is asked. */
export async function playbookDiff(
  before: string,
  after: string,
  { data, playbooks, json = false }: { readonly data: string; readonly playbooks?: string; readonly json?: boolean },
  out: Out,
): Promise<number> {
  const [from, to] = [readName(before), readName(after)]
  if (from.id !== to.id)
    throw new Problem('bad-input', 'playbook_other', `${from.id} and ${to.id} are two playbooks.`, `Write ${from.id}@… twice.`)
  const query = `from=${from.which}&to=${to.which}`
  const asked = (await askRunningHub(data, `/api/v1/playbooks/${from.id}/difference?${query}`)) as Difference | null
  const { lines } = asked ?? (await differHere(data, playbooks, from, to))
  out.stdout(json ? `${JSON.stringify({ playbook: from.id, from: from.which, to: to.which, lines }, null, 2)}\n` : print(lines))
  return lines.some(({ kind }) => kind !== 'same') ? 1 : 0
}

async function differHere(data: string, directory: string | undefined, { id, which }: Named, to: Named) {
  await using reading = await readingPlaybooks(data, directory)
  return { lines: differenceOf(await playbookText(reading, id, which), await playbookText(reading, id, to.which)) }
}

function readName(text: string): Named {
  const { id, which } = /^(?<id>[a-z][a-z0-9-]{0,63})@(?<which>file|[1-9]\d{0,5})$/.exec(text)?.groups ?? {}
  if (id && which) return { id, which: which === 'file' ? 'file' : Number(which) }
  throw new Problem('bad-input', 'playbook_version_unknown', `"${text}" names no version of a playbook.`, 'Write tls@3, or tls@file.')
}

const AROUND = 3 // lines that did not change, shown before and after those that did

function print(lines: readonly DifferenceLine[]): string {
  const isNear = lines.map((_, n) => lines.slice(Math.max(0, n - AROUND), n + AROUND + 1).some(({ kind }) => kind !== 'same'))
  if (!isNear.includes(true)) return 'Nothing changed.\n'
  return lines.map((line, n) => (isNear[n] ? printLine(line) : isNear[n - 1] || n === 0 ? '…\n' : '')).join('')
}

function printLine({ kind, before, after, text }: DifferenceLine): string {
  const number = String(after ?? before).padStart(4)
  if (kind === 'same') return `${number}   ${text}\n`
  return `${styleText(kind === 'added' ? 'green' : 'red', `${number} ${kind === 'added' ? '+' : '-'} ${text}`)}\n`
}
