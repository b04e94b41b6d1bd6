import { PAGE_LANGUAGES, PAGE_WORDS } from '../../domain/status/page-words.ts'
import type { PageLanguage, PageWords } from '../../domain/status/page-words.ts'
import { saysIn } from '../../domain/status/say-when.ts'
import type { Says } from '../../domain/status/say-when.ts'
import type { PageNews } from './page-news.ts'

/** What one file of a status page is made from. Its links are relative, so that a folder serves it as the hub does (COM-9). */
export type View = PageNews & {
  readonly language: PageLanguage
  readonly words: PageWords
  readonly says: Says
  readonly root: '' | '../' // from this file to the page
  readonly banner: string | null
}

export const viewOf = (news: PageNews, language: PageLanguage, root: View['root'], banner: string | null): View => ({
  ...news,
  language,
  words: PAGE_WORDS[language],
  says: saysIn(language, news.page.timezone),
  root,
  banner,
})

/** The languages of a page, its owner's first. */
export const languagesOf = ({ page }: PageNews): PageLanguage[] => [
  page.language,
  ...PAGE_LANGUAGES.filter((language) => language !== page.language),
]

/** `history/2026-03.html` in the language of the page's owner, `history/2026-03.de.html` in another. */
export const fileIn = ({ page }: PageNews, language: PageLanguage, name: string) =>
  language === page.language ? `${name}.html` : `${name}.${language}.html`

/** The link from a file to another one of the same language. */
export const linkTo = (view: View, name: string) => `${view.root}${fileIn(view, view.language, name)}`
