/** One value in DER (X.690): its tag, where it begins with its head, and its content. */
export type Part = { readonly tag: number; readonly at: number; readonly from: number; readonly to: number }

export const SEQUENCE = 0x30
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OBJECT_IDENTIFIER = 0x06

/** The values that stand one after the other in the content of another; what cannot be read ends them. */
export function* partsIn(der: Buffer, { from, to }: Pick<Part, 'from' | 'to'>): Generator<Part> {
  for (let at = from; at < to;) {
    const part = partAt(der, at, to)
    if (part === null) return
    yield part
    at = part.to
  }
}

/** One tag, its length in the short form or in up to four bytes, and its content, which must end before `end`. */
export function partAt(der: Buffer, at: number, end: number): Part | null {
  if (at + 2 > end) return null
  const first = der[at + 1]!
  const bytes = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || bytes > 4 || at + 2 + bytes > end) return null
  const length = bytes === 0 ? first : der.readUIntBE(at + 2, bytes)
  const from = at + 2 + bytes
  return from + length <= end ? { tag: der[at]!, at, from, to: from + length } : null
}
