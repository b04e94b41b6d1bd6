import type { Incident, Proposed, Telling } from './incident.ts'

/** The step of words that a person sent, by their reference. */
export const stepOfWords = (ref: string) => `by-hand-${ref}`

/** What is told by words that a person wrote. */
export const tellingOf = ({ outages }: Incident, { ref, template, written }: Pick<Proposed, 'ref' | 'template' | 'written'>): Telling => ({
  ...{ step: stepOfWords(ref), occurrence: outages, template, playbook: null, written },
})
