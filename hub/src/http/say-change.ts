import { saySpan } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'

/** What is otherwise with a step that began `then` and would begin `now`, in words; empty where nothing is. */
export function sayChange(then: Instant | null, now: Instant | null, by: Span | null): string {
  if (then === null) return 'new'
  if (now === null) return 'not any more'
  if (by === null || by === 0) return ''
  return by > 0 ? `${saySpan(by)} later` : `${saySpan(-by as Span)} sooner`
}
