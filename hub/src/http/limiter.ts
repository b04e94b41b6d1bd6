import type { Instant, Span } from '../domain/instant.ts'

/** Counts knocks by key; answers null, or in how many seconds the next one is heard. Forgets keys after `per`. */
export function limiter({ max, per }: { max: number; per: Span }): (key: string, now: Instant) => number | null {
  const windows = new Map<string, { since: Instant; count: number }>()
  return (key, now) => {
    if (windows.size > 10_000) for (const [old, { since }] of windows) if (now - since >= per) windows.delete(old)
    const window = windows.get(key)
    if (!window || now - window.since >= per) {
      windows.set(key, { since: now, count: 1 })
      return null
    }
    window.count += 1
    return window.count > max ? Math.max(1, Math.ceil((window.since + per - now) / 1000)) : null
  }
}
