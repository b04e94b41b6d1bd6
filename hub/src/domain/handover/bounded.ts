/** How much of a value from anywhere goes along: characters of a text, items of a list, levels in one another. */
const MOST = { text: 4096, items: 50, depth: 10 }

/** The same value, cut to what a reader can use; what was cut says so. */
export function bounded(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value, MOST.text)
  if (value === null || typeof value !== 'object') return value
  if (depth >= MOST.depth) return '…'
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST.items).map((item) => bounded(item, depth + 1))
    return value.length > MOST.items ? [...items, `… and ${value.length - MOST.items} more`] : items
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST.items)
      .map(([name, field]) => [name, bounded(field, depth + 1)]),
  )
}

/** At most so many characters, with an ellipsis where some are missing. */
export const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)

/** The first and the latest of a list that is too long, in its order. */
export const ends = <T>(items: readonly T[], first: number, last: number): readonly T[] =>
  items.length <= first + last ? items : [...items.slice(0, first), ...items.slice(-last)]
