/** What a person wants by a text message; `number` is null where they named no incident. */
export type TextOrder =
  | { readonly wants: 'acknowledged' | 'taken'; readonly number: number | null }
  | { readonly wants: 'noted'; readonly number: number; readonly text: string }
  | { readonly wants: 'help' }

const LONGEST = 1000

/** Reads a reply to a page, however it is typed: `ACK 104`, `ack`, `take #104`, `note 104 the host is on it`. All else asks for help. */
export function readText(body: string): TextOrder {
  const said = /^\s*(?<verb>[a-z]+)[\s.:,-]*(?:#?(?<number>[1-9]\d{0,9})\b)?[\s.:,-]*(?<rest>[\s\S]*)$/i.exec(body)?.groups
  const number = said?.number === undefined ? null : Number(said.number)
  const verb = said?.verb?.toLowerCase()
  const rest = said?.rest?.trim() ?? ''
  if (verb === 'note' && number !== null && rest !== '') return { wants: 'noted', number, text: rest.slice(0, LONGEST) }
  if (verb === 'ack' || verb === 'acknowledge') return { wants: 'acknowledged', number }
  if (verb === 'take') return { wants: 'taken', number }
  return { wants: 'help' }
}

export const TEXT_HELP =
  'Reply ACK 104 to take an incident, TAKE 104 to take it over, NOTE 104 and words to add a note. ACK alone takes what waits for you.'
