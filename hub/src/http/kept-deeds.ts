import type { Change, Changed } from '@allclear/wire/plan.ts'
import { changeKept, changeWhatFits } from '../domain/plan/change-kept.ts'
import type { KeptEntry } from '../domain/plan/kept-entry.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { dropEntries, keepEntries, keptEntries } from '../store/kept-entries.ts'
import { keepPlan } from '../store/keep-plan.ts'
import type { Tx } from '../store/store.ts'
import type { Around } from './around.ts'

/** `dryRun` does nothing; `partly` leaves out those that are wrong instead of refusing all of them. */
export type How = { readonly dryRun: boolean; readonly partly: boolean }

/** Does these changes together; a dry run only says what they would make different, and what is wrong with them. */
export async function changePlan(around: Around, by: string, changes: readonly Change[], how: How): Promise<Changed> {
  const isDry = how.dryRun
  const changed = await around.store.transaction(async (tx) => {
    const before = await keptEntries(tx, null)
    const made = (how.partly ? changeWhatFits : changeKept)(around.basis, before, changes)
    if (!isDry && !made.isWell) throw refusal(made.complaints)
    if (!isDry) await keepChange(tx, around, { before, kept: made.kept, plan: made.plan, by })
    return made
  })
  if (!isDry) await around.readSites()
  return {
    isDone: !isDry,
    differences: [...changed.differences],
    complaints: changed.complaints.map(({ level, file, line, message, fix }) => ({
      ...{ level, message, fix, place: file.endsWith('(on screen)') ? file : `${file}:${line}` },
    })),
    undo: [...changed.undo],
  }
}

type Kept = { readonly before: readonly KeptEntry[]; readonly kept: readonly KeptEntry[]; readonly plan: Plan; readonly by: string }

async function keepChange(tx: Tx, around: Around, { before, kept, plan, by }: Kept) {
  const at = around.clock.now()
  const name = ({ kind, id }: KeptEntry) => `${kind}.${id}`
  const old = new Map(before.map((entry) => [name(entry), entry]))
  const young = new Set(kept.map(name))
  const gone = before.filter((entry) => !young.has(name(entry)))
  // A client that goes to another partner takes its sites along.
  const touched = kept.filter((entry) => {
    const was = old.get(name(entry))
    return !was || JSON.stringify(was.body) !== JSON.stringify(entry.body) || partnerOf(around.plan(), entry) !== partnerOf(plan, entry)
  })
  await dropEntries(tx, gone)
  await keepEntries(tx, touched.map((entry) => ({ ...entry, partner: partnerOf(plan, entry) })), { at, who: by }) // prettier-ignore
  await keepPlan(tx, plan, at)
  const lines = [
    ...touched.map((entry) => ({
      entry,
      what: old.has(name(entry)) ? ('changed on screen' as const) : ('added on screen' as const),
      partner: partnerOf(plan, entry),
    })),
    ...gone.map((entry) => ({ entry, what: 'taken off the screen' as const, partner: partnerOf(around.plan(), entry) })),
  ]
  // In one order, so that no two who change much wait for each other's chains of the log.
  lines.sort((a, b) => (a.partner < b.partner ? -1 : 1))
  for (const { entry, what, partner } of lines) await addAudit(tx, { at, partner, who: by, what, about: name(entry) })
}

const partnerOf = ({ clients, sites }: Plan, { kind, id }: KeptEntry): string =>
  kind === 'partners' ? id : ((kind === 'clients' ? clients[id] : sites[id])?.partner ?? 'operator')

function refusal(complaints: ReturnType<typeof changeKept>['complaints']): Problem {
  const errors = complaints.filter(({ level }) => level === 'error')
  const [first] = errors
  const more = errors.length === 1 ? '' : ` And ${errors.length - 1} more.`
  const fix = `${first!.fix[0]!.toUpperCase()}${first!.fix.slice(1)}.${more}`
  return new Problem('bad-input', 'entry_invalid', `${first!.message}.`, fix, { complaints: errors })
}
