import type { Playbook } from './playbook.ts'

/**
 * The playbooks as edited: a version takes the place of the playbook of its name, in whichever set that is; one with a new name goes before
 * all, as an operator's own directory does.
 */
export function withVersions(sets: readonly (readonly Playbook[])[], edited: readonly Playbook[]): readonly (readonly Playbook[])[] {
  const named = new Set(sets.flatMap((set) => set.map(({ id }) => id)))
  const fresh = edited.filter(({ id }) => !named.has(id))
  const inPlace = sets.map((set) => set.map((playbook) => edited.find(({ id }) => id === playbook.id) ?? playbook))
  return fresh.length > 0 ? [fresh, ...inPlace] : inPlace
}
