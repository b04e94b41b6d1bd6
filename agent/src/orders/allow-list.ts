import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What this host accepts: an action, and for each of its arguments the one value that is fine, or any. */
export type Allowed = { readonly action: string; readonly args: Readonly<Record<string, string>> }

const ANY = '*'

/** Reads `restart-service unit=nginx`, one on a line; `*` is any value that the action itself takes. A line that is not understood allows nothing. */
export function parseAllowList(text: string): Allowed[] {
  return text.split('\n').flatMap((line) => {
    const [action, ...pairs] = line.replace(/#.*$/, '').trim().split(/\s+/)
    const read = pairs.map((pair) => /^(?<name>[a-z-]+)=(?<value>\S+)$/.exec(pair)?.groups)
    if (!action || read.some((pair) => pair === undefined)) return []
    return [{ action, args: Object.fromEntries(read.map((pair) => [pair!.name!, pair!.value!])) }]
  })
}

/** Whether one line accepts the action with exactly these arguments. */
export const isAllowed = (list: readonly Allowed[], action: string, args: Readonly<Record<string, string>>) =>
  list.some((line) => {
    const names = Object.keys(args)
    const isSame = names.length === Object.keys(line.args).length
    return line.action === action && isSame && names.every((name) => line.args[name] === ANY || line.args[name] === args[name])
  })

/** The lists of a folder that nobody but its owner (root, as installed) can have written: one that others may write allows nothing. */
export function readAllowList(folder: string, owner = 0): Allowed[] {
  if (!isOwnersAlone(folder, owner)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => join(folder, name))
    .filter((path) => isOwnersAlone(path, owner))
    .flatMap((path) => parseAllowList(readFileSync(path, 'utf8')))
}

/** Whether nobody but this user can have written what lies there. */
export function isOwnersAlone(path: string, owner: number): boolean {
  try {
    const { uid, mode } = lstatSync(path)
    return uid === owner && (mode & 0o022) === 0 && (mode & 0o170_000) !== 0o120_000
  } catch {
    return false
  }
}
