import { createHash } from 'node:crypto'
import type { HostEvent } from '@allclear/wire/agent.ts'
import { redact } from './redact.ts'

const ERROR =
  /\b(error|fatal|crit(ical)?|emerg|alert|panic|segfault|out of memory|no space left|too many (open files|connections)|denied|timed? ?out)\b/i
const HARMLESS = /\b(notice|info|debug)\b\]?:|File does not exist|client denied by server|favicon\.ico/i
const BURST = 20 // errors a minute
const TIMES_USUAL = 5
const MINUTE_MS = 60_000
const MOST_KINDS = 500
const MOST_LINES = 20
const LONGEST_LINE = 300 // so that twenty bursts still fit into a report
const QUIET_MS = 15 * MINUTE_MS // after a burst was told

/** What is left of a line when all that changes from one to the next is taken out: lines of one kind are alike. */
export const kindOf = (line: string) =>
  line
    .replace(/^\S{0,40}\d{2}:\d{2}:\d{2}\S*/, '')
    .replace(/\[[^\]]*\d{2}:\d{2}:\d{2}[^\]]*\]/g, '')
    .replace(/(["'`]).*?\1/g, '…')
    .replace(/\/[\w./-]+/g, '/…')
    .replace(/\b0x[0-9a-f]+|\b[0-9a-f]{8,}\b|\d+/gi, '#')
    .slice(0, 160)

/** What is usual in a log, kept over a restart of the agent. */
export type LogMemory = {
  readonly began: number
  readonly usual: number // errors a minute, slowly following
  readonly kinds: readonly string[] // of errors that were seen, by a sum: the words themselves are not kept
}

const sumOf = (line: string) => createHash('sha256').update(kindOf(line)).digest('base64url').slice(0, 8)

/**
 * Watches the errors of one log (MON-7): a burst, far above what is usual there, and a kind that was never seen before, each with its lines. The
 * first minutes are for learning: what is in a log anyway is no news.
 */
export function watchLog(name: string, learnMs: number = 10 * MINUTE_MS, known: LogMemory | null = null) {
  const kinds = new Set<string>(known?.kinds)
  let usual = known?.usual ?? 0
  let recent: { at: number; line: string }[] = []
  let began = known?.began ?? null
  let toldAt = -Infinity
  let countedAt: number | null = null

  const learn = (now: number) => {
    countedAt ??= now
    for (; now - countedAt >= MINUTE_MS; countedAt += MINUTE_MS) usual = usual * 0.9 + Math.min(recent.length, BURST * TIMES_USUAL) * 0.1
  }
  const event = (at: number, says: string, lines: readonly string[]): HostEvent => ({
    ...{ at, kind: 'log', says, moments: [] },
    lines: lines.slice(-MOST_LINES).map((line) => redact(line).slice(0, LONGEST_LINE)),
  })

  return {
    /** What it has learnt; null before its first look. */
    memory: (): LogMemory | null => (began === null ? null : { began, usual: Math.round(usual * 10) / 10, kinds: [...kinds] }),
    /** What the new lines of the log are worth telling. */
    hear(lines: readonly string[], now: number): HostEvent[] {
      began ??= now
      const errors = lines.filter((line) => ERROR.test(line) && !HARMLESS.test(line))
      const fresh = errors.filter((line) => !kinds.has(sumOf(line)))
      for (const line of fresh) if (kinds.size < MOST_KINDS) kinds.add(sumOf(line))
      learn(now)
      recent = [...recent, ...errors.map((line) => ({ at: now, line }))].filter(({ at }) => now - at < MINUTE_MS).slice(-1000)
      if (now - began < learnMs) return []
      if (recent.length >= Math.max(BURST, usual * TIMES_USUAL)) {
        if (now - toldAt < QUIET_MS) return []
        toldAt = now
        const words = `${name}: ${recent.length} errors in a minute, where ${Math.round(usual)} are usual.`
        return [event(now, words, recent.map(({ line }) => line))] // prettier-ignore
      }
      const first = [...new Map(fresh.map((line) => [sumOf(line), line])).values()].slice(0, 3)
      return first.length === 0 ? [] : [event(now, `${name}: an error of a kind that was not seen here before.`, first)]
    },
  }
}
