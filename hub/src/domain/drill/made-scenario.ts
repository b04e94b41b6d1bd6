import { iso, minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'

const CLEAR_WITHIN = minutes(60) // after the site is back: longer than the stability windows but those of an infection

/** The scenario of a plain drill, as a person would write it: a site goes down for a cause, and comes back by itself after a while. */
export function madeScenario(
  { site, cause, lasts }: { readonly site: string; readonly cause: string | null; readonly lasts: Span },
  at: Instant,
): string {
  return JSON.stringify({
    ...{ site, start: iso(at), until: written(lasts + CLEAR_WITHIN), cause },
    events: [
      { at: '0m', site: 'down' },
      { at: written(lasts), site: 'up' },
    ],
  })
}

const written = (span: number) => `${Math.round(span / 1000)}s`
