import type { Desk, Word } from '@allclear/wire/playbook.ts'

/** Where in a playbook somebody writes: in which map, at a key, or at the value of one. `from` is where the word begins. */
type Place = { readonly map: string; readonly key: string | null; readonly from: number }

/** What CodeMirror asks and what it is told, as far as is needed here. */
type Asking = { readonly pos: number; readonly explicit: boolean; readonly state: { readonly doc: { sliceString(from: number, to: number): string } } }
type Offered = { from: number; validFor: RegExp; options: { label: string; detail: string; apply: string; type: string }[] } | null

/** Offers the keys and values that the language knows at a place, and the steps that there are. */
export const completionOf =
  ({ keys, values }: Pick<Desk, 'keys' | 'values'>) =>
  ({ pos, explicit, state }: Asking): Offered => {
    const text = state.doc.sliceString(0, pos)
    const place = placeAt(text, keys)
    if (!place || (place.from === pos && !explicit && place.key === null)) return null
    const { map, key, from } = place
    const words = key === null ? keys[map] : [...(values[`${map}.${key}`] ?? []), ...(key === 'start' ? startsAfter(text) : [])]
    if (!words || words.length === 0) return null
    const options = words.map(({ word, says }) => ({
      ...{ label: word, detail: says, type: key === null ? 'property' : 'enum' },
      apply: key === null ? `${word}: ` : word,
    }))
    return { from, validFor: key === 'start' ? /^[\w -]*$/ : /^[\w".*-]*$/, options }
  }

/** Reads from the text before the cursor where that is; null where nothing can be offered. */
function placeAt(text: string, keys: Desk['keys']): Place | null {
  const lines = text.split('\n')
  const line = lines.at(-1)!
  const start = text.length - line.length
  const open = openBrace(line)
  if (open >= 0) {
    const owner = /([\w-]+):\s*$/.exec(line.slice(0, open))?.[1] ?? 'step'
    const inside = line.slice(open + 1)
    const part = /(?:\[[^\]]*\]?|[^,[])*$/.exec(inside)![0]
    return owner in keys ? placeIn(owner, part, start + line.length - part.length) : null
  }
  const [, space = '', dash = '', rest = ''] = /^(\s*)((?:- )?)(.*)$/.exec(line)!
  const map = mapAbove(lines.slice(0, -1), space.length + dash.length, keys)
  return map === null ? null : placeIn(map, rest, start + space.length + dash.length)
}

function placeIn(map: string, part: string, from: number): Place {
  const found = /^(\s*)([\w-]+):\s+(.*)$/.exec(part)
  if (!found) return { map, key: null, from: from + (part.length - part.trimStart().length) }
  const [, , key = '', value = ''] = found
  const word = key === 'start' ? value : /[\w".*-]*$/.exec(value)![0]
  return { map, key, from: from + part.length - word.length }
}

// The last `{` that is not closed yet.
function openBrace(line: string): number {
  const open: number[] = []
  for (const [index, letter] of [...line].entries()) {
    if (letter === '{') open.push(index)
    if (letter === '}') open.pop()
  }
  return open.at(-1) ?? -1
}

// What a line of this indentation belongs to: the nearest line above that stands further left.
function mapAbove(lines: readonly string[], indent: number, keys: Desk['keys']): string | null {
  for (const line of lines.toReversed()) {
    const [, before = '', key] = /^(\s*(?:- )?)([\w-]+):/.exec(line) ?? []
    if (key === undefined || before.length >= indent) continue
    if (key === 'steps') return 'step'
    return key in keys ? key : null
  }
  return 'playbook'
}

function startsAfter(text: string): Word[] {
  const ids = [...text.matchAll(/(?:^\s*- |\{ *)id: *([a-z][a-z0-9-]*)/gm)].map(([, id]) => id!)
  return ids.flatMap((id) => [...['succeeds', 'fails', 'is done'].map((end) => `when ${id} ${end}`), `1h after ${id}`]).map((word) => ({ word, says: '' }))
}
