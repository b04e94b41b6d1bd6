import { stringify } from 'yaml'
import { isMap } from './kept-entry.ts'

/** One place of a configuration that says something else than before, in the words of the file; null where nothing is said. */
export type WrittenDifference = { readonly place: string; readonly from: string | null; readonly to: string | null }

/**
 * What two configurations say differently, in the order of the younger, what is gone last. Entries that come or go are one difference each.
 * `isSecret` tells the places whose words are not shown; a variable's name always is.
 */
export function compareWritten(before: unknown, after: unknown, isSecret: (place: string) => boolean): readonly WrittenDifference[] {
  return differencesAt('', before, after).map(({ place, from, to }) => {
    const say = (value: unknown) => sayWritten(value, place, isSecret)
    return { place, from: say(from), to: say(to) }
  })
}

type Raw = { readonly place: string; readonly from: unknown; readonly to: unknown }

function differencesAt(place: string, from: unknown, to: unknown): Raw[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return []
  if (place !== '' && !(isMap(from) && isMap(to))) return [{ place, from, to }]
  const [old, young] = [isMap(from) ? from : {}, isMap(to) ? to : {}]
  const keys = [...new Set([...Object.keys(young), ...Object.keys(old)])]
  return keys.flatMap((key) => differencesAt(place === '' ? key : `${place}.${key}`, old[key], young[key]))
}

function sayWritten(value: unknown, place: string, isSecret: (place: string) => boolean): string | null {
  if (value === undefined || value === null) return null
  const shown = hideSecrets(value, place, isSecret)
  return typeof shown === 'object' ? stringify(shown, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd() : String(shown)
}

function hideSecrets(value: unknown, place: string, isSecret: (place: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((one, n) => hideSecrets(one, `${place}.${n}`, isSecret))
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(one, `${place}.${key}`, isSecret)]))
  return isSecret(place) && !String(value).startsWith('${') ? '(a secret)' : value
}
