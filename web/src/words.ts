import type { Causes } from '@allclear/wire/cause.ts'
import { Fragment, createElement } from 'react'
import type { ReactNode } from 'react'
import { language, locale, speakEnglish } from './language.ts'
import type { Language } from './language.ts'
import type { Room, Translation } from './languages/translation.ts'

/** One sentence per category of plural that the language has; `count` decides which. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/** What another language has to say for what English says: the same keys, sentences where English has sentences, plurals where it has plurals. */
export type Translated<English> = English extends string
  ? string
  : English extends { readonly other: string }
    ? Plural
    : { readonly [Key in keyof English]: Translated<English[Key]> }

type HolesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | HolesIn<Rest> : never
type Holes<Text> = Text extends string ? HolesIn<Text> : 'count' | HolesIn<Text[keyof Text] & string>
type Filled<Values> = Values extends Readonly<Record<string, string | number>> ? string : ReactNode

/**
 * A sentence with its `{holes}` filled: text where all that fills them is text, else something to draw. Numbers are written as the language
 * writes them; of a plural, `count` chooses the sentence by the rules of the language (Intl.PluralRules).
 */
export function say<const Text extends string | Plural, const Values extends Readonly<Record<Holes<Text>, ReactNode>>>(
  text: Text,
  values: Values,
): Filled<Values> {
  const given: Readonly<Record<string, ReactNode>> = values
  const sentence = typeof text === 'string' ? text : (text[rules().select(Number(given['count']))] ?? text.other)
  const parts = sentence.split(/\{(\w+)\}/).map((part, n) => (n % 2 === 0 ? part : written(given[part])))
  const isText = parts.every((part) => typeof part === 'string')
  return (isText ? parts.join('') : createElement(Fragment, null, ...parts)) as Filled<Values>
}

const written = (value: ReactNode) => (typeof value === 'number' ? numbers().format(value) : value)
const rules = () => new Intl.PluralRules(locale())
const numbers = () => new Intl.NumberFormat(locale())

const asked = new Map<Room, object>()
let translation: Translation | null = null

/** The words of a room in the reader's language. They are read while something is drawn, never when a module begins: until then they are English. */
export function inLanguage<English extends object>(room: Room, en: English): English {
  const words = { ...en, ...translation?.rooms[room] }
  asked.set(room, words)
  return words
}

let states: Readonly<Record<string, string>> = {}

/** A state or a cause as the hub gives it, in the reader's language where it is one of the closed list; of `Next step: renew` what stands in front. */
export const stated = (text: string): string => states[text] ?? text.replace(/^[^:]+(?=: )/, (head) => states[head] ?? head)

const LOADS = {
  de: async () => (await import('./languages/de.ts')).de,
  es: async () => (await import('./languages/es.ts')).es,
  fr: async () => (await import('./languages/fr.ts')).fr,
  pt: async () => (await import('./languages/pt.ts')).pt,
} as const

/** Brings the words of the reader's language before anything is drawn; English is here already, and stays where the others do not arrive. */
export async function bringWords() {
  const spoken = language()
  if (spoken === 'en') return
  try {
    const [brought, causes] = await Promise.all([LOADS[spoken](), causesIn(spoken)])
    translation = brought
    states = { ...causes, ...brought.states }
    for (const [room, words] of asked) Object.assign(words, translation.rooms[room])
  } catch {
    speakEnglish()
  }
}

// As the letters to clients call them; without an answer they stay English.
async function causesIn(spoken: Language): Promise<Readonly<Record<string, string>>> {
  try {
    const answer = await fetch(`/api/v1/causes?language=${spoken}`)
    const { items } = (await answer.json()) as Causes
    return Object.fromEntries(items.map(({ title, said }) => [title, said]))
  } catch {
    return {}
  }
}
