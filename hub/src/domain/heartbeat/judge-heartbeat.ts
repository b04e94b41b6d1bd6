import { after, iso, saySpan } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { CheckResult } from '../triage/verdict.ts'
import { nextTime, readCron } from './cron.ts'

/** What a job has said of itself. */
export type Reported = {
  readonly waitingSince: Instant // when we began to wait for its first word
  readonly last: { readonly at: Instant; readonly signal: 'success' | 'fail' } | null
  readonly startedAt: Instant | null // of the run that is under way
  readonly dueAt: Instant // when it should report next, without grace
}
export type Signal = 'start' | 'success' | 'fail'
export type Rhythm = { readonly period: Span; readonly cron: string | null; readonly timezone: string; readonly grace: Span }

/** When the job should report next after this moment; by its cron expression where it has one. */
export function dueAfter({ period, cron, timezone }: Omit<Rhythm, 'grace'>, at: Instant): Instant {
  const schedule = cron === null ? null : readCron(cron)
  return (schedule && nextTime(schedule, at, timezone)) ?? after(at, period)
}

/** What a signal makes of what was known. A start tells only that a run is under way; it must still end in time. */
export function hearSignal(before: Reported | null, signal: Signal, rhythm: Rhythm, at: Instant): Reported {
  const known = before ?? { waitingSince: at, last: null, startedAt: null, dueAt: dueAfter(rhythm, at) }
  if (signal === 'start') return { ...known, startedAt: at }
  return { ...known, last: { at, signal }, startedAt: null, dueAt: dueAfter(rhythm, at) }
}

type Seen = Omit<CheckResult, 'at' | 'tookMs'>

/** How the job stands: well until it is later than its grace allows or says that it failed. One we have never asked to report is not late yet. */
export function judgeHeartbeat(reported: Reported | null, { grace }: Pick<Rhythm, 'grace'>, at: Instant): Seen {
  if (reported === null) return { state: 'up', code: null, class: null, facts: {}, diary: ['The job is waited for from now on.'] }
  const { last, startedAt, dueAt } = reported
  const facts = {
    last: last && iso(last.at),
    signal: last?.signal ?? null,
    started: startedAt === null ? null : iso(startedAt),
    due: iso(dueAt),
  }
  const said = last ? `It last said ${last.signal} at ${iso(last.at)}` : `It has never reported since ${iso(reported.waitingSince)}`
  const down = (code: string, line: string): Seen => ({ state: 'down', code, class: 'deterministic', facts, diary: [line] })
  if (at > after(dueAt, grace)) return down('heartbeat_missed', `${said}; it was due at ${iso(dueAt)}, with ${saySpan(grace)} of grace.`)
  if (last?.signal === 'fail') return down('heartbeat_failed', `${said}.`)
  return { state: 'up', code: null, class: null, facts, diary: [`${said}; it is due at ${iso(dueAt)}.`] }
}
