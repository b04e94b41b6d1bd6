import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTally } from '../../hub/test/tally.ts'
import { judgeEdge } from './zone-clock.ts'
import type { Edge, Judged } from './zone-clock.ts'

// `npm run prove -- zones [YEARS]`: in every time zone the clocks are put forward and back (F8). Coverage, local times and business days are asked each minute
// around each edge, which the system's own zone data name; then these are swapped for wrong ones, while the process that answers runs.

const ZONE_FILES = '/usr/share/zoneinfo'
const WRONG_ZONE = 'Pacific/Marquesas' // nine hours and a half behind, all year
const KNOWN = 0.95 // of the edges; the others are of newer or older zone data
const HOUR = 3_600_000
const FROM = new Date().getUTCFullYear()

if (process.send) answer()
else await prove(Number(process.argv[3] ?? 3))

// Whoever asks sends the edges, as often as it likes.
function answer() {
  process.on('message', (edges: readonly Edge[]) => process.send!(edges.map(judgeEdge)))
}

async function prove(years: number) {
  const zones = Intl.supportedValuesOf('timeZone')
  const edges = edgesOf(zones, years)
  if (edges.length === 0) return void process.stdout.write(`Skipped: there is no zdump, or no zone data under ${ZONE_FILES}.\n`)
  const tally = openTally()
  const files = mkdtempSync(join(tmpdir(), 'allclear-zones-'))
  const child = fork(import.meta.filename, { env: { ...process.env, TZDIR: files, TZ: 'Asia/Kathmandu' } })
  try {
    cpSync(ZONE_FILES, files, { recursive: true, verbatimSymlinks: true })
    const ask = async () => {
      child.send(edges)
      return ((await once(child, 'message')) as [Judged[]])[0]
    }
    const first = await ask()
    const known = first.filter(({ isKnown }) => isKnown).length
    const asked = first.reduce((sum, one) => sum + one.asked, 0)
    const wrong = first.flatMap((one) => one.wrong)
    const others = [...new Set(edges.filter((_, n) => !first[n]!.isKnown).map(({ zone }) => zone))]
    tally.claim(
      `${known} of ${edges.length} edges of ${new Set(edges.map(({ zone }) => zone)).size} zones from ${FROM} on are the same in the system’s zone data and in Node’s`,
      known / edges.length >= KNOWN,
    )
    process.stdout.write(`       not the same: ${others.join(', ') || 'none'} (Node has ${process.versions.tz})\n`)
    tally.claim(`${wrong.length} of ${asked} answers around them are wrong`, wrong.length === 0, wrong.slice(0, 10))
    for (const zone of zones) cpSync(join(ZONE_FILES, WRONG_ZONE), join(files, zone), { force: true })
    tally.claim('the system’s own zone data are wrong now', offsetBySystem(files) === '-0930', offsetBySystem(files))
    const second = await ask()
    tally.claim(
      'no answer is another for it: zones are read of the data that come with Node',
      JSON.stringify(second) === JSON.stringify(first),
    )
  } finally {
    child.kill()
    rmSync(files, { recursive: true, force: true })
  }
  process.exitCode = tally.close() ? 0 : 1
}

/** What the system itself takes for the offset of New York, with these zone files. */
function offsetBySystem(files: string): string {
  return spawnSync('date', ['+%z'], { encoding: 'utf8', env: { ...process.env, TZDIR: files, TZ: 'America/New_York' } }).stdout.trim()
}

/** The edges of these zones in so many years, by zdump(8): each is a line with the last second before it, and one with the first second after. */
function edgesOf(zones: readonly string[], years: number): Edge[] {
  const { stdout, error } = spawnSync('zdump', ['-v', '-c', `${FROM},${FROM + years}`, ...zones], { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (error) return []
  const seconds = [...stdout.matchAll(/^(\S+) +\S+ (\S+ +\d+ [\d:]+ \d+) UTC? = .* gmtoff=(-?\d+)$/gm)]
  const moments = seconds.map(([, zone, at, offset]) => ({ zone: zone!, at: Date.parse(`${at} UTC`), offset: Number(offset) * 1000 }))
  return moments.flatMap(({ zone, at, offset }, n) => {
    const last = moments[n - 1]
    const isEdge = last?.zone === zone && at - last.at === 1000 && offset !== last.offset && Math.abs(offset - last.offset) <= 3 * HOUR
    return isEdge ? [{ zone, at, before: last.offset, after: offset }] : []
  })
}
