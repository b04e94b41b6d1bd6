import type { Roll } from '../stories/dice.ts'
import { ODD } from './odd-values.ts'

const LONGEST = 64 * 1024 // of an input: what a reader takes at once
const MOST_COPIES = 2000

type Change = (text: string, roll: Roll, other: string) => string

const pieceOf = (text: string, roll: Roll, most = 40): [number, number] => {
  const from = roll.upTo(text.length + 1)
  return [from, Math.min(text.length, from + roll.upTo(most))]
}
const put = (text: string, from: number, to: number, piece: string) => text.slice(0, from) + piece + text.slice(to)

const byLines =
  (change: (lines: string[], at: number, roll: Roll) => void): Change =>
  (text, roll) => {
    const lines = text.split('\n')
    change(lines, roll.upTo(lines.length), roll)
    return lines.join('\n')
  }

const VALUE = /(?<=[:=,]\s{0,2})[^\s:,=][^\n,;}\]]*/g // what follows a colon, an equals sign or a comma

const onOneValue =
  (change: (value: string, roll: Roll) => string): Change =>
  (text, roll) => {
    const values = [...text.matchAll(VALUE)]
    if (values.length === 0) return text
    const { index, 0: value } = roll.one(values)
    return put(text, index, index + value.length, change(value, roll))
  }

/** What happens to a text on its way: it is cut, doubled, spliced with another, or one of its values is another than it should be. */
const CHANGES: readonly Change[] = [
  onOneValue((_, roll) => roll.one(ODD)),
  onOneValue((_, roll) => roll.one(ODD)),
  onOneValue((value, roll) => value.repeat(1 + roll.upTo(20))),
  onOneValue(() => ''),
  byLines((lines, at) => void lines.splice(at, 1)),
  byLines((lines, at) => void lines.splice(at, 0, lines[at]!)),
  byLines((lines, at, roll) => void ([lines[at], lines[roll.upTo(lines.length)]] = [lines[roll.upTo(lines.length)]!, lines[at]!])),
  byLines((lines, at, roll) => void (lines[at] = `${roll.one(['  ', '\t', '- ', '# ', ' '])}${lines[at]}`)),
  byLines((lines, at) => void (lines[at] = lines[at]!.trimStart())),
  byLines((lines, at, roll) => void (lines[at] = lines[at]!.replace(/[\w-]+/, () => roll.one(ODD)))),
  (text, roll) => put(text, ...pieceOf(text, roll), roll.one(ODD)),
  (text, roll) => put(text, ...pieceOf(text, roll), ''),
  (text, roll) => text.slice(0, roll.upTo(text.length + 1)),
  (text, roll) => text.slice(roll.upTo(text.length + 1)),
  (text, roll) => {
    const at = roll.upTo(text.length)
    return put(text, at, at + 1, String.fromCharCode(roll.upTo(256)))
  },
  (text, roll) => {
    const [from, to] = pieceOf(text, roll)
    return put(text, from, to, text.slice(from, to).repeat(1 + roll.upTo(roll.chance(0.05) ? MOST_COPIES : 8)))
  },
  (text, roll, other) => put(text, ...pieceOf(text, roll), other.slice(...pieceOf(other, roll, 400))),
  (text, roll, other) => text.slice(0, roll.upTo(text.length + 1)) + other.slice(roll.upTo(other.length + 1)),
]

/** One of the samples, changed once to a few times; now and then as it stands. */
export function mutateText(samples: readonly string[], roll: Roll): string {
  let text = roll.one(samples)
  for (let left = roll.chance(0.02) ? 0 : 1 + roll.upTo(4); left > 0; left--) {
    text = roll.one(CHANGES)(text, roll, roll.one(samples)).slice(0, LONGEST)
  }
  return text
}

const ODD_THINGS: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null], { a: null }],
  ...['__proto__', 'constructor', 'toString'].map((key) => ({ [key]: 1 })),
]
const odd = (roll: Roll): unknown => (roll.chance(0.5) ? roll.one(ODD_THINGS) : roll.one(ODD))

/** A value as JSON has it, with one of its parts gone, doubled, renamed, exchanged or of another kind. */
export function mutateValue(value: unknown, roll: Roll): unknown {
  if (typeof value !== 'object' || value === null || roll.chance(0.08)) return mutateLeaf(value, roll)
  if (Array.isArray(value)) {
    if (value.length === 0) return [odd(roll)]
    const at = roll.upTo(value.length)
    if (roll.chance(0.1)) return value.toSpliced(at, 1)
    if (roll.chance(0.1)) return [...value, ...Array.from({ length: roll.chance(0.03) ? 1000 : 3 }, () => value[at] as unknown)]
    return value.with(at, mutateValue(value[at], roll))
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return { [roll.one(ODD)]: odd(roll) }
  const at = roll.upTo(entries.length)
  const [key, inner] = entries[at]!
  if (roll.chance(0.08)) return Object.fromEntries(entries.toSpliced(at, 1))
  if (roll.chance(0.05)) return Object.fromEntries([...entries, [roll.one(ODD), inner]])
  if (roll.chance(0.05)) return Object.fromEntries(entries.with(at, [key, roll.one(entries)[1]]))
  return Object.fromEntries(entries.with(at, [key, mutateValue(inner, roll)]))
}

function mutateLeaf(value: unknown, roll: Roll): unknown {
  if (typeof value === 'string' && roll.chance(0.3)) return mutateText([value], roll).slice(0, 8000)
  if (typeof value === 'number' && roll.chance(0.3)) return value * roll.one([-1, 0.5, 1e3, 1e15])
  if (roll.chance(0.05)) return Array.from({ length: 40 }).reduce((inner) => [inner], odd(roll))
  return odd(roll)
}

/** JSON: mostly of a changed value, sometimes a changed text. */
export function mutateJson(samples: readonly unknown[], roll: Roll): string {
  let value = roll.one(samples)
  for (let left = 1 + roll.upTo(3); left > 0; left--) value = mutateValue(value, roll)
  const text = (JSON.stringify(value) ?? 'null').slice(0, LONGEST)
  return roll.chance(0.15) ? mutateText([text], roll) : text
}
