/** A line of a difference, with its number in the text before and after; null where it is not in that text. Numbers count from 1. */
export type DifferenceLine = {
  readonly kind: 'same' | 'removed' | 'added'
  readonly before: number | null
  readonly after: number | null
  readonly text: string
}

const MOST_CELLS = 4_000_000 // what is larger is told as one block for another

/** What changed between two texts, line by line, with as few lines changed as there can be. A line break at the end is none. */
export function differenceOf(before: string, after: string): DifferenceLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const head = commonLength(old, fresh)
  const tail = Math.min(commonLength(old.toReversed(), fresh.toReversed()), old.length - head, fresh.length - head)
  const kept = keptBetween(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail))
  const pairs = [
    ...old.slice(0, head).map((_, n): Pair => [n, n]),
    ...kept.map(([a, b]): Pair => [head + a, head + b]),
    ...Array.from({ length: tail }, (_, n): Pair => [old.length - tail + n, fresh.length - tail + n]),
  ]
  return write(old, fresh, pairs)
}

type Pair = readonly [before: number, after: number]

const linesOf = (text: string) => text.replace(/\r?\n$/, '').split(/\r?\n/)

function commonLength(old: readonly string[], fresh: readonly string[]): number {
  const end = Math.min(old.length, fresh.length)
  let n = 0
  while (n < end && old[n] === fresh[n]) n++
  return n
}

// The longest common sequence of lines, as pairs of their places (Wagner and Fischer, 1974).
function keptBetween(old: readonly string[], fresh: readonly string[]): Pair[] {
  const width = fresh.length + 1
  if ((old.length + 1) * width > MOST_CELLS) return []
  const longest = new Uint32Array((old.length + 1) * width)
  for (let a = old.length - 1; a >= 0; a--)
    for (let b = fresh.length - 1; b >= 0; b--)
      longest[a * width + b] =
        old[a] === fresh[b] ? longest[(a + 1) * width + b + 1]! + 1 : Math.max(longest[(a + 1) * width + b]!, longest[a * width + b + 1]!)
  const pairs: Pair[] = []
  for (let [a, b] = [0, 0]; a < old.length && b < fresh.length;) {
    if (old[a] === fresh[b]) pairs.push([a++, b++])
    else if (longest[(a + 1) * width + b]! >= longest[a * width + b + 1]!) a++
    else b++
  }
  return pairs
}

function write(old: readonly string[], fresh: readonly string[], pairs: readonly Pair[]): DifferenceLine[] {
  const lines: DifferenceLine[] = []
  let [a, b] = [0, 0]
  for (const [untilA, untilB] of [...pairs, [old.length, fresh.length] as Pair]) {
    for (; a < untilA; a++) lines.push({ kind: 'removed', before: a + 1, after: null, text: old[a]! })
    for (; b < untilB; b++) lines.push({ kind: 'added', before: null, after: b + 1, text: fresh[b]! })
    if (a < old.length && b < fresh.length) lines.push({ kind: 'same', before: ++a, after: ++b, text: old[a - 1]! })
  }
  return lines
}
