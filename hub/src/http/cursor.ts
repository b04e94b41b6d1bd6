import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'

/** Where a list goes on, for the caller's eyes opaque. It holds only for the list it was made for. */
export function writeCursor(list: string, before: number): string {
  return Buffer.from(`${before}.${seal(list, String(before))}`).toString('base64url')
}

/** The place in the list, or undefined for its beginning; a cursor that was changed or comes from another list is refused. */
export function readCursor(list: string, cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const [before = '', mark] = Buffer.from(cursor, 'base64url').toString().split('.')
  if (!/^\d{1,15}$/.test(before) || mark !== seal(list, before) || writeCursor(list, Number(before)) !== cursor) {
    throw new Problem('bad-input', 'cursor_invalid', 'The cursor is not one of this list.', 'Use "next" of the page before as it stands.', {
      field: 'cursor',
    })
  }
  return Number(before)
}

const seal = (list: string, before: string) => createHash('sha256').update(`cursor ${list} ${before}`).digest('base64url').slice(0, 8)
