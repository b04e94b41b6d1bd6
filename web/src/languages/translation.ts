import type { Translated } from '../words.ts'
import type { State } from './states.ts'

/** What each room says, as its English has it. A room that is translated stands here. */
type English = {
  readonly audit: typeof import('../audit/words/en.ts').en
  readonly brands: typeof import('../brands/words/en.ts').en
  readonly channels: typeof import('../channels/words/en.ts').en
  readonly contacts: typeof import('../contacts/words/en.ts').en
  readonly drills: typeof import('../drills/words/en.ts').en
  readonly health: typeof import('../health/words/en.ts').en
  readonly hosts: typeof import('../hosts/words/en.ts').en
  readonly inbox: typeof import('../inbox/words/en.ts').en
  readonly larger: typeof import('../larger/words/en.ts').en
  readonly maintenance: typeof import('../maintenance/words/en.ts').en
  readonly messages: typeof import('../messages/words/en.ts').en
  readonly now: typeof import('../now/words/en.ts').en
  readonly onCall: typeof import('../on-call/words/en.ts').en
  readonly owners: typeof import('../owners/words/en.ts').en
  readonly parts: typeof import('../parts/words/en.ts').en
  readonly people: typeof import('../people/words/en.ts').en
  readonly playbooks: typeof import('../playbooks/words/en.ts').en
  readonly probes: typeof import('../probes/words/en.ts').en
  readonly proposals: typeof import('../proposals/words/en.ts').en
  readonly providers: typeof import('../providers/words/en.ts').en
  readonly readiness: typeof import('../readiness/words/en.ts').en
  readonly reports: typeof import('../reports/words/en.ts').en
  readonly review: typeof import('../review/words/en.ts').en
  readonly room: typeof import('../room/words/en.ts').en
  readonly shell: typeof import('../shell/words/en.ts').en
  readonly sites: typeof import('../sites/words/en.ts').en
  readonly tasks: typeof import('../tasks/words/en.ts').en
  readonly warnings: typeof import('../warnings/words/en.ts').en
}
export type Room = keyof English

/** Every room in one other language, and the states that the hub gives: loaded whole, and only by who reads it. */
export type Translation = {
  readonly rooms: { readonly [Name in Room]: Translated<English[Name]> }
  readonly states: Readonly<Record<State, string>>
}
