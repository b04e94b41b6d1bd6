import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Sample } from '@allclear/wire/agent.ts'
import { redact } from '../redact.ts'
import { runProgram } from '../run-program.ts'
import { writeWhole } from '../write-whole.ts'

type Scan = NonNullable<Sample['scanner']>

/** A virus scanner of this host, and how it is asked. */
export type Scanner = { readonly program: string; readonly args: readonly string[] }

const LONGEST_MS = 3 * 3_600_000
const OUTPUT = 400_000 // characters
const MOST = 50
const FOUND = /^(?<path>\/.+): (?<signature>\S.{0,119}) FOUND$/

/** ClamAV, the daemon first: it has its signatures in memory already. Links are not followed. */
export const CLAMAV: readonly Scanner[] = [
  { program: '/usr/bin/clamdscan', args: ['--fdpass', '--infected', '--no-summary', '--stdout'] },
  {
    program: '/usr/bin/clamscan',
    args: ['--recursive', '--infected', '--no-summary', '--stdout', '--follow-dir-symlinks=0', '--follow-file-symlinks=0', '--max-filesize=25M', '--max-scansize=100M'], // prettier-ignore
  },
]

/** Where the last scan is kept. */
export const scanFileOf = (state: string) => join(state, 'scan.json')

/** `scan`: has ClamAV look at the folders of websites and keeps what it says for the next report. What could not be looked at is not clean. */
export async function scanFiles(web: readonly string[], state: string, scanners = CLAMAV): Promise<number> {
  const folders = web.filter((folder) => existsSync(folder))
  const there = scanners.filter(({ program }) => existsSync(program))
  if (there.length === 0) return said('There is no ClamAV on this host: what is not looked at is not known.')
  if (folders.length === 0) return said('None of the folders of websites is there.')
  for (const { program, args } of there) {
    const { code, output } = await runProgram(program, [...args, ...folders], LONGEST_MS, { mostKept: OUTPUT })
    const infected = infectedIn(output, folders)
    // 0: nothing found, 1: something, 2: something went wrong (clamscan(1)); a daemon that does not run has another one stand in.
    if (code > 1 && infected.length === 0 && program !== there.at(-1)!.program) continue
    const trouble = code > 1 ? redact(output.trim()).split('\n').at(-1)!.slice(0, 150) : null
    const says = trouble === null ? '' : `It did not see everything: ${trouble}`
    const scan: Scan = { program, checkedAt: Date.now(), isWhole: code <= 1, says, infected: infected.slice(0, MOST), more: Math.max(0, infected.length - MOST) } // prettier-ignore
    writeWhole(scanFileOf(state), JSON.stringify(scan))
    break
  }
  return 0
}

/** What a scanner found, by its lines. A file may bear a name that looks like a line of another: what is not there, below these folders, is not believed. */
export const infectedIn = (output: string, folders: readonly string[]): Scan['infected'] =>
  output.split('\n').flatMap((line) => {
    const { path, signature } = FOUND.exec(line)?.groups ?? {}
    const isOurs = path !== undefined && folders.some((folder) => path.startsWith(`${folder}/`)) && isFile(path)
    return isOurs ? [{ file: redact(path).slice(0, 300), signature: signature! }] : []
  })

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile()
  } catch {
    return false
  }
}

function said(words: string): number {
  process.stderr.write(`${words}\n`)
  return 1
}
