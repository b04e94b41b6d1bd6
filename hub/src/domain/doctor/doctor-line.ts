/** How one thing that the hub stands on is, in a sentence, and the one line that mends it. */
export type DoctorLine = {
  readonly about: string
  readonly state: 'ok' | 'warning' | 'wrong'
  readonly says: string
  readonly mend: string | null // null: nothing is to be done
}

export const well = (about: string, says: string): DoctorLine => ({ about, state: 'ok', says, mend: null })
