import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { Language } from './language.ts'
import { pt } from './pt.ts'

/** The languages that the product itself speaks. Adding one is a file here, a line, and its templates. */
export const LANGUAGES: Readonly<Record<string, Language>> = { en, de, es, fr, pt }

/** `pt-BR` → `pt`. */
export const baseOf = (language: string) => language.split('-')[0]!

/** What the product says in this language, or in that of which it is a variant; English where it knows neither. */
export const speaksIn = (language: string): Language => LANGUAGES[language] ?? LANGUAGES[baseOf(language)] ?? en
