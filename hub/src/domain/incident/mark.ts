import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Mark } from './incident.ts'

/** What something or somebody can tell us of an incident. */
export const MARKS = ['provider-confirmed', 'provider-recovered', 'cleaned', 'reinfected'] as const

/** Every scan, in order, by what it found. */
export const isScan = (mark: Mark) => mark === 'cleaned' || mark === 'reinfected'

/** Keeps what we were told. A site that is found infected again has not been well: its stability window begins again (REA-7, I-38). */
export function mark(draft: Draft, what: Mark) {
  const { marks, phase } = draft.incident
  if (!isScan(what) && marks.includes(what)) return
  change(draft, { marks: [...marks, what] })
  note(draft, SAYS[what])
  if (what === 'reinfected' && phase === 'stabilising') change(draft, { wellSince: draft.at })
}

const SAYS: Readonly<Record<Mark, string>> = {
  'provider-confirmed': 'The provider confirmed the trouble.',
  'provider-recovered': 'The provider reports that it is over.',
  cleaned: 'The scan was clean.',
  reinfected: 'The scan found the site infected.',
}
