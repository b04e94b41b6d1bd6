/** One look at the hub: it works, it answers that it does not, or it says nothing. `at` in epoch milliseconds. */
export type Look = { readonly at: number; readonly hub: 'well' | 'wedged' | 'silent'; readonly why: string }

/** What is remembered between two looks. */
export type Memory = { readonly wrongSince: number | null; readonly wrongLooks: number; readonly pagedAt: number | null }

/** What people are told. */
export type Page = { readonly subject: string; readonly text: string }

export const NOTHING_WRONG: Memory = { wrongSince: null, wrongLooks: 0, pagedAt: null }

const LOOKS_TO_PAGE = 3
const AGAIN_AFTER_MS = 15 * 60_000

/**
 * Pages at the third wrong look in a row, so that a restart wakes nobody; again every 15 minutes; and says once that the hub is back.
 * With a look each 10 s and 5 s of patience a dead hub pages within 45 s.
 */
export function judge(memory: Memory, look: Look): { readonly memory: Memory; readonly page: Page | null } {
  if (look.hub === 'well') return { memory: NOTHING_WRONG, page: memory.pagedAt === null ? null : isBack(memory.wrongSince!, look.at) }
  const wrongSince = memory.wrongSince ?? look.at
  const wrongLooks = memory.wrongLooks + 1
  const isDue = wrongLooks >= LOOKS_TO_PAGE && (memory.pagedAt === null || look.at - memory.pagedAt >= AGAIN_AFTER_MS)
  return {
    memory: { wrongSince, wrongLooks, pagedAt: isDue ? look.at : memory.pagedAt },
    page: isDue ? isWrong(wrongSince, look) : null,
  }
}

const clock = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

const isWrong = (since: number, { hub, why }: Look): Page => ({
  subject: hub === 'silent' ? 'Allclear does not answer' : 'Allclear does not do its work',
  text: [
    `${why} It has been so since ${clock(since)}.`,
    'While this lasts no site is watched by it and nobody is paged.',
    'Look at the machine it runs on: is the program running, is the disk full, does the database answer? Start it again; it goes on where it stopped.',
  ].join('\n\n'),
})

const isBack = (since: number, at: number): Page => ({
  subject: 'Allclear works again',
  text: `It did not from ${clock(since)} to ${clock(at)}. What was due meanwhile is being done now.`,
})
