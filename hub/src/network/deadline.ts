import type { NetworkCode } from './network.ts'

/** The code of work that was given up: `late` when its time ran out, `aborted` when somebody called it off. */
export const abortCode = (signal: AbortSignal, late: NetworkCode): NetworkCode =>
  (signal.reason as { name?: unknown } | null)?.name === 'TimeoutError' ? late : 'aborted'

/**
 * Calls `stop` once, when `signal` ends or `limitMs` have passed, whichever is first.
 * Gives back what takes both watches away again.
 */
export function deadline(signal: AbortSignal, limitMs: number, stop: (by: 'signal' | 'limit') => void): () => void {
  const bySignal = () => {
    clearTimeout(timer)
    stop('signal')
  }
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', bySignal)
    stop('limit')
  }, limitMs)
  if (signal.aborted) queueMicrotask(bySignal)
  else signal.addEventListener('abort', bySignal, { once: true })
  return () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', bySignal)
  }
}

/** Whole milliseconds since a reading of `performance.now()`. */
export const elapsed = (startedMs: number) => Math.round(performance.now() - startedMs)
