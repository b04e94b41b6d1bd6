import { familyOf } from '../diagnosis/taxonomy.ts'
import { Problem } from '../../problem.ts'
import type { Playbook } from './playbook.ts'

/**
 * The playbook for a cause (REA-1). `sets` stand in order of precedence: all of an operator's directory goes before all built-in ones;
 * within a set an id goes before a family, `*` last.
 */
export function choosePlaybook(sets: readonly (readonly Playbook[])[], cause: string): Playbook {
  const names = [cause, `${familyOf(cause)}.*`, '*']
  for (const set of sets) {
    for (const name of names) {
      const playbook = set.find(({ causes }) => causes.includes(name))
      if (playbook) return playbook
    }
  }
  throw new Problem('bad-input', 'playbook_missing', `no playbook covers the cause ${cause}`, 'give one of them `causes: ["*"]`')
}
