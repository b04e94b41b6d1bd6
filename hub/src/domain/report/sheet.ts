/** A report in words, whatever it is then drawn with: a page, a letter, a screen. */
export type Sheet = {
  readonly language: string
  readonly title: string
  readonly whose: string
  readonly brand: { readonly name: string; readonly colour: string; readonly logo: string | null }
  readonly notes: readonly string[] // before everything else
  readonly sections: readonly Section[]
  readonly method: readonly string[] // how it was counted
}
export type Section = {
  readonly id: string
  readonly title: string
  readonly figures: readonly Figure[]
  readonly table: { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] } | null
}

/** A number with what it is compared to. */
export type Figure = {
  readonly label: string
  readonly value: string
  readonly more: readonly string[]
  readonly tone: Tone
  readonly to: string | null
}
export type Tone = 'good' | 'bad' | 'plain'

export type Column = { readonly title: string; readonly isNumber: boolean }
/** `to`: where its evidence is. */
export type Cell = { readonly text: string; readonly to: string | null; readonly tone: Tone }

/** Where the evidence of each thing stands for whoever reads; null: nowhere that they may go. */
export type Leads = {
  readonly incident: (number: number) => string | null
  readonly site: (site: string) => string | null
  readonly work: (id: string) => string | null
  readonly warnings: string | null
  readonly hosts: string | null
}

/** A letter leads nowhere but to the page that it stands on. */
export const NO_LEADS: Leads = { incident: () => null, site: () => null, work: () => null, warnings: null, hosts: null }
