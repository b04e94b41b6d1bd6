import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import type { BigIntStats } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { redact } from '../redact.ts'
import { VERSION } from '../version.ts'
import type { Installation } from './find-installations.ts'
import type { Entry, openManifest } from './manifest.ts'
import { SIGNATURES, signatureIn } from './signatures.ts'

type Seen = NonNullable<Sample['integrity']>['installations'][number]
type Finding = Seen['findings'][number]
type File = { readonly at: string; readonly entry: Entry }

const CODE = /\.(?:php\d?|phtml|phar|pht|js)$|^\.(?:htaccess|user\.ini)$/i
const PHP = /\.(?:php\d?|phtml|phar|pht)$/i
const OF_CORE = /^wp-(?:admin|includes)\//
const UPLOADS = /^wp-content\/uploads\//
const CHUNK = 64 * 1024
const MOST_BYTES = 4 * 1024 * 1024 // larger files of code are not read whole
const EMPTY = /^\s*<\?php\s*(?:\/\/[^\n?]{0,200})?\s*(?:\?>)?\s*$/ // `<?php // Silence is golden.`, which keeps a folder from being listed
const WEEK_MS = 7 * 86_400_000
const MOST_FINDINGS = 20
const MOST_CHANGED = 10

/**
 * Looks at every file of code of one WordPress (DIA-5), a piece at a time: whoever drives it decides how much of it is done now. Files of
 * WordPress itself are compared with what was published; of all others the first sight is taken as good. What is unknown is not a finding.
 */
export function* scanInstallation(
  { path, version }: Installation,
  around: { readonly manifest: ReturnType<typeof openManifest>; readonly sums: Readonly<Record<string, string>>; readonly now: number },
): Generator<void, Seen> {
  const { manifest, sums, now } = around
  const mark = `${path} whole` // written when it has been seen from end to end
  const isFirst = manifest.read(mark) === null
  const [findings, changed] = [[] as Finding[], [] as string[]]
  let [compared, files, unreadable] = [0, 0, 0]
  for (const folders = ['']; folders.length > 0; yield) {
    const folder = folders.pop()!
    const listed = list(join(path, folder))
    if (listed === null) unreadable += 1
    folders.push(...(listed?.folders ?? []).map((name) => `${folder}${name}/`))
    const before = manifest.read(join(path, folder))
    const after: Record<string, Entry> = {}
    for (const name of listed?.files ?? []) {
      const file = yield* look(path, `${folder}${name}`, before?.[name] ?? null, isFirst ? 0 : now)
      if (file === null) {
        unreadable += 1
        continue
      }
      files += 1
      after[name] = file.entry
      if (file.at in sums) compared += 1
      const finding = judge(file, sums)
      if (finding) findings.push({ ...finding, file: redact(file.at).slice(0, 300) })
      else if (isChanged(file, sums, now)) changed.push(redact(file.at).slice(0, 300))
    }
    if (JSON.stringify(before) !== JSON.stringify(after)) manifest.write(join(path, folder), after)
  }
  if (isFirst) manifest.write(mark, {})
  return {
    ...{ path, version, compared, files, unreadable, findings: findings.slice(0, MOST_FINDINGS) },
    more: Math.max(0, findings.length - MOST_FINDINGS),
    changed: { count: changed.length, files: changed.slice(0, MOST_CHANGED) },
  }
}

// A file that is as published is good, whatever it looks like.
function judge({ at, entry: { sum, signature, isEmpty } }: File, sums: Readonly<Record<string, string>>): Omit<Finding, 'file'> | null {
  if (sums[at] === sum) return null
  const known = SIGNATURES.find(({ id }) => id === signature)
  if (known) return { kind: 'signature', says: known.says }
  if (at in sums) return { kind: 'core-changed', says: 'is not as it was published' }
  if (isEmpty) return null
  if (UPLOADS.test(at) && PHP.test(at)) return { kind: 'php-in-uploads', says: 'is code where only pictures and documents belong' }
  if (OF_CORE.test(at) && PHP.test(at) && Object.keys(sums).length > 0) return { kind: 'core-foreign', says: 'is no file of this version of WordPress' } // prettier-ignore
  return null
}

const isChanged = ({ at, entry: { sum, changedAt } }: File, sums: Readonly<Record<string, string>>, now: number) =>
  changedAt > 0 && now - changedAt < WEEK_MS && sums[at] !== sum

function* look(root: string, at: string, before: Entry | null, now: number): Generator<void, File | null> {
  const file = open(join(root, at))
  if (file === null) return null
  try {
    const info = fstatSync(file, { bigint: true })
    const stamp = stampOf(info)
    if (before?.stamp === stamp) return { at, entry: before }
    const { sum, text } = yield* read(file, PHP.test(at))
    const isSame = before?.sum === sum
    const changedAt = isSame ? before.changedAt : now
    return { at, entry: { stamp, sum, changedAt, signature: signatureIn(text)?.id ?? null, isEmpty: EMPTY.test(text) } }
  } catch {
    return null // gone, or ended, while it was read
  } finally {
    closeSync(file)
  }
}

// The owner of a file can set any of these but ctime (inode(7)). A newer agent may know more signatures, and looks again.
const stampOf = ({ size, mtimeNs, ino, ctimeNs }: BigIntStats) => [size, mtimeNs, ino, ctimeNs, VERSION].join(' ')

function* read(file: number, isPhp: boolean): Generator<void, { sum: string; text: string }> {
  const [hash, chunk, start] = [createHash('md5'), Buffer.alloc(CHUNK), [] as string[]]
  for (let at = 0; at < MOST_BYTES; yield) {
    const bytes = readSync(file, chunk, 0, CHUNK, at)
    if (bytes === 0) break
    hash.update(chunk.subarray(0, bytes))
    if (isPhp && start.length < 4) start.push(chunk.toString('latin1', 0, bytes))
    at += bytes
  }
  return { sum: hash.digest('hex'), text: start.join('') }
}

function open(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return null
  }
}

function list(folder: string): { folders: string[]; files: string[] } | null {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return {
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
      files: entries.filter((entry) => entry.isFile() && CODE.test(entry.name)).map(({ name }) => name),
    }
  } catch {
    return null
  }
}
