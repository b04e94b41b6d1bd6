import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Node, Pair, YAMLMap } from 'yaml'

/** One change of a playbook's text. `key` leads from the step, or from the top where `step` is null, to a value. */
export type TextEdit =
  | { readonly do: 'set'; readonly step: string | null; readonly key: readonly string[]; readonly to: string }
  | { readonly do: 'add fact'; readonly step: string; readonly key: 'only-if' | 'unless'; readonly fact: string }
  | { readonly do: 'remove key'; readonly step: string; readonly key: readonly string[] }
  | { readonly do: 'remove step'; readonly step: string }
  | { readonly do: 'add step'; readonly after: string; readonly lines: readonly string[] }

/**
 * The text with the changes made, every other character as it was: comments, order, blank lines. Null when it has not the step or the value
 * that is to change, so that the change does not fit it any more.
 */
export function editText(text: string, edits: readonly TextEdit[]): string | null {
  return edits.reduce<string | null>((now, edit) => (now === null ? null : applyOne(now, edit)), text)
}

function applyOne(text: string, edit: TextEdit): string | null {
  const root = parseDocument(text, { logLevel: 'silent' }).contents
  const steps = isMap(root) ? root.get('steps', true) : null
  if (!isMap(root) || !isSeq(steps)) return null
  const find = (id: string) => steps.items.find((item): item is YAMLMap => isMap(item) && item.get('id') === id) ?? null
  if (edit.do === 'set' && edit.step === null) return setIn(text, root, edit.key, edit.to)
  const step = find(edit.do === 'add step' ? edit.after : edit.step!)
  if (!step) return null
  switch (edit.do) {
    case 'set':
      return setIn(text, step, edit.key, edit.to)
    case 'add fact':
      return addFact(text, step, edit)
    case 'remove key':
      return removeKey(text, step, edit.key)
    case 'remove step':
      return steps.items.length > 1 ? removeStep(text, step) : null
    case 'add step':
      return insert(text, lineEnd(text, endOf(step)), stepLines(text, step, edit.lines))
  }
}

function setIn(text: string, map: YAMLMap, key: readonly string[], to: string): string | null {
  const [first, ...rest] = key
  const pair = pairOf(map, first!)
  if (rest.length > 0) return isMap(pair?.value) ? setIn(text, pair.value, rest, to) : null
  if (pair && isScalar(pair.value)) return replace(text, pair.value.range!, to)
  return pair ? null : addKey(text, map, first!, to)
}

// A new key stands behind the last that says when and under what conditions, before what is done; in braces it is the last.
function addKey(text: string, map: YAMLMap, key: string, to: string): string {
  const behind = map.items.findLast((pair) => isScalar(pair.key) && HEAD.has(String(pair.key.value))) ?? map.items.at(-1)!
  if (map.flow) return insert(text, endOf(behind.value as Node), `, ${key}: ${to}`)
  return insert(text, lineEnd(text, endOf(behind.value as Node)), `\n${' '.repeat(columnOf(text, behind))}${key}: ${to}`)
}

const HEAD = new Set([
  ...['playbook', 'title', 'causes', 'first-contact', 'severity'],
  ...['id', 'start', 'every', 'until', 'at-most', 'only-if'],
])

function addFact(text: string, step: YAMLMap, { key, fact }: Extract<TextEdit, { do: 'add fact' }>): string | null {
  const pair = pairOf(step, key)
  if (!pair) return addKey(text, step, key, `[${fact}]`)
  if (!isSeq(pair.value)) return null
  const last = pair.value.items.at(-1) as Node | undefined
  if (last === undefined) return replace(text, pair.value.range!, `[${fact}]`)
  if (pair.value.flow) return insert(text, last.range![1], `, ${fact}`)
  return insert(text, lineEnd(text, last.range![1]), `\n${' '.repeat(columnAt(text, last.range![0]) - 2)}- ${fact}`)
}

function removeKey(text: string, map: YAMLMap, key: readonly string[]): string | null {
  const [first, ...rest] = key
  const pair = pairOf(map, first!)
  if (!pair) return null
  if (rest.length > 0) return isMap(pair.value) ? removeKey(text, pair.value, rest) : null
  const from = (pair.key as Node).range![0]
  if (!map.flow) return cut(text, lineStart(text, from), lineEnd(text, endOf(pair.value as Node)) + 1)
  const before = map.items[map.items.indexOf(pair) - 1]
  const next = map.items[map.items.indexOf(pair) + 1]
  if (before) return cut(text, endOf(before.value as Node), endOf(pair.value as Node))
  return next ? cut(text, from, (next.key as Node).range![0]) : null
}

// What is written above a step is about it, and goes with it, and so does one of the blank lines around it.
function removeStep(text: string, step: YAMLMap): string {
  let from = lineStart(text, step.range![0])
  while (/^\s*#/.test(text.slice(lineStart(text, from - 1), from))) from = lineStart(text, from - 1)
  let until = lineEnd(text, endOf(step)) + 1
  if (text[until] === '\n') until++
  return cut(text, from, until)
}

function stepLines(text: string, step: YAMLMap, lines: readonly string[]): string {
  const indent = columnOf(text, step.items[0]!)
  return `\n\n${lines.map((line, index) => `${' '.repeat(indent - (index === 0 ? 2 : 0))}${index === 0 ? '- ' : ''}${line}`).join('\n')}`
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined => map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)

// Where the last character of a value stands; that of a block goes on to the next line.
function endOf(node: Node): number {
  const isBlock = (isMap(node) || isSeq(node)) && !node.flow
  if (!isBlock || node.items.length === 0) return node.range![1]
  const last = node.items.at(-1)!
  return endOf((isMap(node) ? (last as Pair).value : last) as Node)
}

const columnOf = (text: string, pair: Pair) => columnAt(text, (pair.key as Node).range![0])
const columnAt = (text: string, at: number) => at - lineStart(text, at)
const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
const lineEnd = (text: string, at: number) => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}
const insert = (text: string, at: number, words: string) => text.slice(0, at) + words + text.slice(at)
const cut = (text: string, from: number, until: number) => text.slice(0, from) + text.slice(until)
const replace = (text: string, [from, until]: readonly [number, number, number], words: string) =>
  text.slice(0, from) + words + text.slice(until)
