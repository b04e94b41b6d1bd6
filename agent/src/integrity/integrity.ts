import { performance } from 'node:perf_hooks'
import { join } from 'node:path'
import type { HostEvent, Sample } from '@allclear/wire/agent.ts'
import { readText } from '../metrics/files.ts'
import { writeWhole } from '../write-whole.ts'
import { findInstallations } from './find-installations.ts'
import type { Installation } from './find-installations.ts'
import { openManifest } from './manifest.ts'
import { scanInstallation } from './scan-installation.ts'

type Integrity = NonNullable<Sample['integrity']>

type FetchSums = (version: string, locale: string) => Promise<Readonly<Record<string, string>>>

const SLICE_MS = 4 // of each look's ten seconds: 0.04 % of a core
const PASS_EVERY_MS = 6 * 3_600_000

/**
 * Whether the websites on this host are still as they were (DIA-5), in small slices: never more than four milliseconds at a time. A file that
 * was not touched is not read again.
 */
export function createIntegrity(web: readonly string[], state: string, fetchSums: FetchSums, onBug: (error: unknown) => void) {
  const [manifest, file] = [openManifest(join(state, 'manifest')), join(state, 'integrity.json')]
  let last = JSON.parse(readText(file) ?? 'null') as Integrity | null
  let pass: Generator<void, Integrity> | null = null
  let isBeginning = false
  let startedAt = -Infinity

  const begin = async (now: number) => {
    ;[isBeginning, startedAt] = [true, now]
    try {
      const found = findInstallations(web)
      const sums = await Promise.all(found.map(async ({ version, locale }) => (version === null ? {} : fetchSums(version, locale))))
      pass = found.length === 0 ? null : scanAll(found, sums, manifest, now)
    } finally {
      isBeginning = false
    }
  }

  return {
    last: (): Integrity | null => last,
    /** Does a little more; gives what was found that was not there at the pass before. */
    work(now: number, sliceMs = SLICE_MS): HostEvent[] {
      if (pass === null && !isBeginning && now - startedAt >= PASS_EVERY_MS) void begin(now).catch(onBug)
      const until = performance.now() + sliceMs
      while (pass !== null && performance.now() < until) {
        const { done, value } = pass.next()
        if (!done) continue
        const news = newsOf(last, value)
        ;[last, pass] = [value, null]
        writeWhole(file, JSON.stringify(value))
        return news
      }
      return []
    },
  }
}

function* scanAll(
  found: readonly Installation[],
  sums: readonly Readonly<Record<string, string>>[],
  manifest: ReturnType<typeof openManifest>,
  now: number,
): Generator<void, Integrity> {
  const installations: Integrity['installations'] = []
  for (const [n, one] of found.entries()) installations.push(yield* scanInstallation(one, { manifest, sums: sums[n]!, now }))
  return { checkedAt: now, installations }
}

function newsOf(before: Integrity | null, now: Integrity): HostEvent[] {
  const told = new Set(before?.installations.flatMap(({ path, findings }) => findings.map(({ kind, file }) => `${path} ${kind} ${file}`)))
  return now.installations.flatMap(({ path, findings, more }) => {
    const fresh = findings.filter(({ kind, file }) => !told.has(`${path} ${kind} ${file}`))
    if (fresh.length === 0) return []
    const says = `In ${path} ${fresh.length === 1 ? 'a file is' : `${fresh.length + more} files are`} suspicious. This may be harmless: a person should look.`
    return [{ at: now.checkedAt, kind: 'finding' as const, says, lines: fresh.map(({ file, says: why }) => `${file} ${why}`), moments: [] }]
  })
}
