import type { Complaint } from '../document.ts'
import { writtenAt } from './kept-entry.ts'
import type { KeptEntry } from './kept-entry.ts'
import { layWhatFits } from './plan-basis.ts'
import type { PlanBasis } from './plan-basis.ts'

/** How what is kept on screen differs from the file: what stands there beside it, what the file overrules, and what does not go with it any more. */
export function warnOfKeptEntries(basis: PlanBasis, kept: readonly KeptEntry[]): Complaint[] {
  if (kept.length === 0) return []
  const { document } = basis
  const warn = (path: readonly string[], message: string, fix: string) => document.complain(path, message, fix, { level: 'warning' })
  const added = kept.filter(({ kind, id }) => writtenAt(document.value, [kind, id]) === undefined).map(({ kind, id }) => `${kind}.${id}`)
  const beside =
    added.length === 0
      ? []
      : // prettier-ignore
        [warn([], `${added.length} ${added.length === 1 ? 'entry is' : 'entries are'} kept on screen beside this file: ${firstOf(added)}`, 'leave it so, or write all of it into one file with "allclear config export"')]
  const overruled = kept.flatMap(({ kind, id, body }) =>
    Object.keys(body).flatMap((key) => {
      const written = writtenAt(document.value, [kind, id, key])
      if (written === undefined || (typeof written === 'object' && !Array.isArray(written))) return []
      if (JSON.stringify(written) === JSON.stringify(body[key])) return []
      return [
        warn([kind, id, key], `${kind}.${id}.${key}: on screen it was ${JSON.stringify(body[key])}`, 'leave it: what the file says holds'),
      ]
    }),
  )
  return [...beside, ...overruled, ...layWhatFits(basis, kept).left.map((complaint) => ({ ...complaint, level: 'warning' as const }))]
}

const SHOWN = 8
const firstOf = (names: readonly string[]) => `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ' …' : ''}`
