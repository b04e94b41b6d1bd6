import type { Complaint, Document } from '../document.ts'
import { isMap, writtenAt } from './kept-entry.ts'

// How the product runs, and which files of the machine it reads.
const OF_THE_MACHINE = ['hub', 'network', 'vulnerabilities'] as const

/**
 * What may not come from afar, seen against the file that lies on the hub's own machine, both as they were written: another network policy,
 * another way to run, and a variable of the environment in a place where the file does not name it. Whoever logs in to the hub is not, for
 * that, somebody who may read its machine.
 */
export function guardApplied(there: Document, sent: Document): readonly Complaint[] {
  const parts = OF_THE_MACHINE.filter(
    (part) => JSON.stringify(writtenAt(there.value, [part])) !== JSON.stringify(writtenAt(sent.value, [part])),
  )
  const fix = 'change it in the file on the hub’s own machine first'
  const named = new Set(variablesIn(there.value).map(keyOf))
  return [
    ...parts.map((part) => sent.complain([part], `${part} says how this hub runs, and is not applied from elsewhere`, fix, { key: true })),
    ...variablesIn(sent.value)
      .filter((one) => !named.has(keyOf(one)))
      .map(({ path }) =>
        sent.complain(path, `${path.join('.')} names a variable of the hub’s machine that its file does not name here`, fix),
      ),
  ]
}

type Variable = { readonly path: readonly string[]; readonly says: string }

const keyOf = ({ path, says }: Variable) => `${path.join('.')} ${says}`

function variablesIn(value: unknown, path: readonly string[] = []): Variable[] {
  if (typeof value === 'string') return value.includes('${') ? [{ path, says: value }] : []
  const inner = Array.isArray(value) || isMap(value) ? Object.entries(value) : []
  return inner.flatMap(([key, one]) => variablesIn(one, [...path, key]))
}
