import { z } from 'zod'
import { readCursor, writeCursor } from './cursor.ts'

/** What every list understands. */
export const paging = {
  limit: z.coerce
    .number()
    .int('is no whole number; write 1 to 200')
    .min(1, 'is below 1; write 1 to 200')
    .max(200, 'is above 200; write 1 to 200')
    .default(50),
  cursor: z.string().max(200).optional(),
}

/** One page of a list: asks for one row more than wanted, to know whether there is a next one. */
export async function pageOf<Row, Shown>(
  list: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  rows: (before: number | undefined, limit: number) => Promise<Row[]>,
  placeOf: (row: Row) => number,
  show: (row: Row) => Shown,
): Promise<{ items: Shown[]; next: string | null }> {
  const found = await rows(readCursor(list, cursor), limit + 1)
  const shown = found.slice(0, limit)
  return { items: shown.map(show), next: found.length > limit ? writeCursor(list, placeOf(shown.at(-1)!)) : null }
}
