import { answerWords } from './answer-words.ts'
import { VOTES } from './answers.ts'
import type { AnswerId } from './answers.ts'

/** What a message lets its reader answer, and on which page. */
export type Offers = { readonly page: string; readonly answers: readonly AnswerId[]; readonly helpful: boolean }

export type Offer = { readonly says: string; readonly url: string }

/** The same in the reader's words, each with the link to press. */
export type OffersSaid = {
  readonly answers: readonly Offer[]
  readonly helpful: { readonly asks: string; readonly votes: readonly Offer[] } | null
}

/** Says the offers of a message in a language. A link opens a page and is no answer yet: scanners of mail open every link. */
export function offersIn(language: string, offers: Offers | undefined): OffersSaid {
  if (!offers) return { answers: [], helpful: null }
  const words = answerWords(language)
  const votes = VOTES.map((id) => ({ says: words.votes[id], url: `${offers.page}/${id}` }))
  return {
    answers: offers.answers.map((id) => ({ says: words[id], url: `${offers.page}/${id}` })),
    helpful: offers.helpful ? { asks: words.helpful, votes } : null,
  }
}
