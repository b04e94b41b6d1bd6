import { languageFor } from '../../../domain/status/page-words.ts'
import type { PageLanguage } from '../../../domain/status/page-words.ts'
import type { Asked } from '../../route.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'

/** What stands on the pages that the hub draws for people of the team. What the hub says in sentences is not in it: that is English everywhere. */
export type TeamWords = typeof en

export const TEAM_WORDS: Readonly<Record<PageLanguage, TeamWords>> = { en, de, es, fr, pt }

// As `web/src/language.ts` keeps it when somebody chooses a language there.
const CHOSEN = /(?:^|;\s*)allclear-language=(\w+)/

/** In which language a page of ours is drawn: the one chosen in this browser, else the first of the browser's own that we speak, else English. */
export const languageOf = ({ header }: Pick<Asked, 'header'>): PageLanguage =>
  languageFor(CHOSEN.exec(header('cookie') ?? '')?.[1] ?? '') ?? languageFor(header('accept-language') ?? '') ?? 'en'

/** The words of that language. */
export const teamWords = (asked: Pick<Asked, 'header'>): TeamWords => TEAM_WORDS[languageOf(asked)]
