import { existsSync } from 'node:fs'
import { runProgram } from './run-program.ts'

/** A line of the journal. */
export type JournalLine = { readonly at: number; readonly from: string; readonly priority: number; readonly text: string }

const PROGRAM = '/usr/bin/journalctl'
const ERRORS = [0, 1, 2, 3].map((priority) => `PRIORITY=${priority}`)
const NAMED = ['sshd', 'sshd-session', 'dovecot', 'CRON', 'CROND'].map((name) => `SYSLOG_IDENTIFIER=${name}`)
const FIELDS = '--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER'
const MOST = 1000 // lines at once, the newest
const MOST_KEPT = 1_000_000
const WAIT_MS = 10_000

/**
 * Follows the journal where the agent may read it: errors of every unit, logins and cron. `stoodAt` is the journal's own cursor of the last line
 * that was read (journalctl(1)); without one it begins now.
 */
export function followJournal(stoodAt: string | null = null, program: string = PROGRAM) {
  let cursor = stoodAt
  return {
    cursor: () => cursor,
    /** The lines that are new; empty where there is no journal. */
    async lines(): Promise<JournalLine[]> {
      if (!existsSync(program)) return []
      const from = cursor === null ? ['--since=-1min'] : [`--after-cursor=${cursor}`]
      const asked = ['-q', '-o', 'json', FIELDS, ...from, '-n', String(MOST), '--no-pager', ...ERRORS, '+', ...NAMED]
      const { code, output } = await runProgram(program, asked, WAIT_MS, { mostKept: MOST_KEPT })
      if (code !== 0) {
        cursor = null // the place it names may be gone: it begins anew
        return []
      }
      const entries = output.split('\n').flatMap(readEntry)
      cursor = entries.at(-1)?.cursor ?? cursor
      return entries.map(({ line }) => line)
    },
  }
}

function readEntry(text: string): { cursor: string; line: JournalLine }[] {
  try {
    const { MESSAGE: said, PRIORITY: priority, SYSLOG_IDENTIFIER: from, __CURSOR: cursor, __REALTIME_TIMESTAMP: at } = JSON.parse(text) as Record<string, unknown> // prettier-ignore
    // What is no text, the journal gives as a list of bytes: that is for nobody to read.
    if (typeof said !== 'string' || typeof cursor !== 'string') return []
    const about = { at: Math.round(Number(at) / 1000), from: typeof from === 'string' ? from : '?', priority: Number(priority ?? 6) }
    return [{ cursor, line: { ...about, text: said } }]
  } catch {
    return []
  }
}
