import type { Translated } from '../words.ts'

/** What each room says, as its English has it. A room that is translated stands here. */
type English = {
  readonly now: typeof import('../now/words/en.ts').en
  readonly parts: typeof import('../parts/words/en.ts').en
  readonly shell: typeof import('../shell/words/en.ts').en
}
export type Room = keyof English

/** Every room in one other language: loaded whole, and only by who reads it. */
export type Translation = { readonly [Name in Room]: Translated<English[Name]> }
