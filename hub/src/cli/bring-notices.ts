import { iso } from '../domain/instant.ts'
import type { PastNotice } from '../domain/status/past-notice.ts'
import { askRunningHub } from './running-hub.ts'

const NOTICES_AT_ONCE = 20

/** How many notices are new on the page, and how many stood there already. */
export type Brought = { readonly added: number; readonly renewed: number }

/** Brings past notices of another status page to the one that is named, without one to none; without `apply` it only says what would come of it. Null where no hub runs. */
export async function bringNotices(
  data: string,
  page: string | undefined,
  history: readonly PastNotice[],
  apply: boolean,
): Promise<Brought | null> {
  if (page === undefined || history.length === 0) return null
  const whole = { added: 0, renewed: 0 }
  for (let n = 0; n < history.length; n += NOTICES_AT_ONCE) {
    const body = { notices: history.slice(n, n + NOTICES_AT_ONCE).map(withTimes), dryRun: !apply }
    const answer = (await askRunningHub(data, `/api/v1/status-pages/${encodeURIComponent(page)}/past-notices`, body)) as Brought | null
    if (answer === null) return null
    whole.added += answer.added
    whole.renewed += answer.renewed
  }
  return whole
}

/** The notice as the API takes it. */
export const withTimes = ({ startedAt, resolvedAt, updates, ...same }: PastNotice) => ({
  ...{ ...same, startedAt: iso(startedAt), resolvedAt: iso(resolvedAt) },
  updates: updates.map(({ at, ...words }) => ({ ...words, at: iso(at) })),
})

/** One notice in a line. */
export const sayNotice = ({ title, startedAt, updates }: PastNotice) =>
  `${iso(startedAt).slice(0, 10)} "${title}", ${updates.length} updates`

/** What became of all of them, or would. */
export function sayBrought(count: number, page: string | undefined, brought: Brought | null): string {
  if (page === undefined) return `Past notices: ${count}. Name the status page for them with --page: operator, a partner or a client.`
  const what = `Past notices for the page ${page}: ${count}`
  return brought === null ? `${what}.` : `${what}, ${brought.added} new and ${brought.renewed} written anew. Nobody is told of them.`
}
