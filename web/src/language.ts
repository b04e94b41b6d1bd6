/** The languages of the screens, each in its own words. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', pt: 'Português' } as const
export type Language = keyof typeof LANGUAGES

const SWITCH = 'allclear-language'
let spoken: { readonly language: Language; readonly locale: string } = { language: 'en', locale: 'en' }

/** In which language the screens are drawn; it is the same as long as the page stands. */
export const language = (): Language => spoken.language

/** The same with the reader's own part of the world, where their browser names it: `de-AT`. By it dates, numbers and lists are written. */
export const locale = (): string => spoken.locale

const isOurs = (base: string): base is Language => Object.hasOwn(LANGUAGES, base)
const baseOf = (tag: string) => tag.toLowerCase().split('-')[0]!

/** What a reader reads: the language they chose in this browser, else the first of the browser's own that we speak, else English. */
export function readerOf(kept: string | null, wanted: readonly string[]): typeof spoken {
  const chosen = kept !== null && isOurs(kept) ? kept : wanted.map(baseOf).find(isOurs)
  if (chosen === undefined || chosen === 'en') return { language: 'en', locale: 'en' }
  return { language: chosen, locale: wanted.find((tag) => baseOf(tag) === chosen) ?? chosen }
}

/** Speaks the language of whoever sits before this browser, and says so to what reads the screen aloud. */
export function speakReaders() {
  const kept = localStorage.getItem(SWITCH)
  if (kept !== null) tellHub(kept)
  spoken = readerOf(kept, navigator.languages)
  document.documentElement.lang = spoken.locale
  document.documentElement.dir = directionOf(spoken.locale)
}

/** Speaks English after all, where the words of another language did not arrive. */
export function speakEnglish() {
  spoken = readerOf('en', [])
  document.documentElement.lang = 'en'
  document.documentElement.dir = 'ltr'
}

/** Keeps a language for this browser and draws everything anew in it. */
export function choose(next: Language) {
  localStorage.setItem(SWITCH, next)
  tellHub(next)
  location.reload()
}

// The pages that the hub draws itself are in the chosen language, too.
const tellHub = (chosen: string) => (document.cookie = `${SWITCH}=${chosen};path=/;max-age=31536000;samesite=lax`)

/** A number with as many digits behind its point as asked for, as the language writes it. */
export const sayNumber = (value: number, digits: number): string =>
  new Intl.NumberFormat(locale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: language() !== 'en',
  }).format(value)

/** Names that belong together, as the language joins them. */
export const sayList = (names: readonly string[]): string => new Intl.ListFormat(locale(), { type: 'unit', style: 'short' }).format(names)

/** The same with `and` before the last, where the sentence goes on about all of them. */
export const sayBoth = (names: readonly string[]): string => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names)

// Younger than the types of the language: first a method, in older browsers a property.
type Direction = { readonly direction: 'ltr' | 'rtl' }
type WithDirection = Intl.Locale & { getTextInfo?(): Direction; readonly textInfo?: Direction }
const directionOf = (tag: string) => {
  const asked: WithDirection = new Intl.Locale(tag)
  return (asked.getTextInfo?.() ?? asked.textInfo)?.direction ?? 'ltr'
}
