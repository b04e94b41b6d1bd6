import type { Baseline, PageEvidence } from './evidence.ts'

/** Whether this is the page as last known to be good: same title, or a key phrase of it; null baselines know nothing. */
export function looksAsBefore(page: Pick<PageEvidence, 'title' | 'text'>, baseline: Baseline | null): boolean {
  const known = baseline?.page
  if (!known) return false
  const phrases = known.contains ?? []
  if (phrases.length > 0 && phrases.every((phrase) => page.text.includes(collapse(phrase)))) return true
  return known.title !== null && known.title !== '' && collapse(known.title) === collapse(page.title ?? '')
}

/** Whether the page is surely another one: there is a last known good to compare with, and neither title nor phrase is there. */
export const looksForeign = (page: Pick<PageEvidence, 'status' | 'title' | 'text'> | null, baseline: Baseline | null): boolean =>
  page !== null &&
  page.status !== null &&
  Boolean(baseline?.page?.title || baseline?.page?.contains?.length) &&
  !looksAsBefore(page, baseline)

const TINY_WORDS = 150

/** Whether a page is small and surely not the site's: what else it says then is all that visitors get (causes.md 3.4 rule 15). */
export const isTinyAndForeign = (page: PageEvidence | null, baseline: Baseline | null): boolean =>
  looksForeign(page, baseline) && page!.words < TINY_WORDS

/** Whether the page says the words that are expected of it, among its visible words or in its first 4 kB. */
export const saysWords = (page: Pick<PageEvidence, 'text' | 'excerpt'> | null, words: string | null): boolean =>
  words === null || (page !== null && [page.text, collapse(page.excerpt)].some((text) => text.includes(collapse(words))))

const collapse = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
