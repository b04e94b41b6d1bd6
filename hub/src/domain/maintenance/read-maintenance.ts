import { z } from 'zod'
import { judge, nearest, readDocument } from '../document.ts'
import type { Complaint, Document } from '../document.ts'
import { after, days, minutes, saySpan } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { NAME } from '../plan/draft.ts'
import type { Plan } from '../plan/plan.ts'
import { shortText, span, written } from '../plan/words.ts'
import { readZonedStart } from './read-start.ts'
import { readRepeats, repeatsFrom } from './repeats.ts'
import type { Repeats } from './repeats.ts'

/** A planned window with its seven facts (MNT-1). */
export type Maintenance = {
  readonly id: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly lasts: Span
  readonly affects: { readonly providers: readonly string[]; readonly sites: readonly string[]; readonly clients: readonly string[] }
  readonly disrupts: string
  readonly reason: string
  readonly benefit: string
  readonly support: string
  readonly alternatives: string
  readonly emergency: string | null // why it could not be told a week before
}

export type MaintenanceRead = {
  readonly maintenance: Maintenance | null
  readonly repeats: Repeats | null // how it comes again; null: once
  readonly complaints: readonly Complaint[]
}

const NOTICE = days(7)

const lasts = span(minutes(1), days(30)).refine(
  (length) => length % minutes(1) === 0,
  'is not a whole number of minutes; write it to the minute: 45m',
)
const names = z.array(z.string()).default([])

/** Planned work as it is written. */
export const MaintenanceFile = z.strictObject({
  maintenance: z.string().regex(NAME, 'is not a name; use lower-case letters, digits and hyphens'),
  starts: written(readZonedStart),
  repeats: written(readRepeats).optional(),
  lasts,
  affects: z
    .strictObject({ providers: names, sites: names, clients: names })
    .refine((affects) => Object.values(affects).some((list) => list.length > 0), {
      error: 'names nothing; write { providers: […] }, { sites: […] } or { clients: […] }',
      when: ({ issues }) => issues.length === 0,
    }),
  disrupts: shortText(2000),
  reason: shortText(2000),
  benefit: shortText(2000),
  support: shortText(2000),
  alternatives: shortText(2000),
  emergency: shortText(2000).optional(),
})

/**
 * Reads a planned window. A missing or malformed fact is an error. Seen from `now`, a start in the past is a finding, and so is one in less
 * than a week that is no emergency (MNT-2); without `now` lead times are not judged. With a `plan`, what the window affects must stand in it.
 */
export function readMaintenance(text: string, file: string, around: { now: Instant | null; plan?: Plan }): MaintenanceRead {
  const document = readDocument(text, file)
  const { value, complaints } = judge(MaintenanceFile, document)
  if (!value) return { maintenance: null, repeats: null, complaints }
  const { maintenance: id, starts, repeats: rhythm, emergency = null, ...facts } = value
  const { at: startsAt, zone } = starts
  const maintenance: Maintenance = { ...facts, id, startsAt, endsAt: after(startsAt, facts.lasts), emergency }
  const unknown = around.plan ? unknownNames(document, maintenance, around.plan) : []
  const findings = around.now === null ? [] : leadTime(document, maintenance, around.now)
  const repeats = rhythm && zone !== null ? repeatsFrom(rhythm, startsAt, zone) : null
  const unclear = rhythm && repeats === null ? [unclearRepeats(document, zone)] : []
  const isGood = unknown.length === 0 && unclear.length === 0
  return { maintenance: isGood ? maintenance : null, repeats, complaints: [...complaints, ...unknown, ...unclear, ...findings] }
}

// Without its zone nobody knows what the same local time is once the clocks have changed.
function unclearRepeats(document: Document, zone: string | null): Complaint {
  return zone === null
    ? document.complain(['starts'], 'starts: a window that repeats needs its zone', 'write starts: 2027-04-11T02:00[America/New_York]')
    : document.complain(['repeats'], 'repeats: the start is none of these days', 'move "starts" to the first of them')
}

function leadTime(document: Document, maintenance: Maintenance, now: Instant): Complaint[] {
  const late = leadTimeOf(maintenance, now)
  return late ? [document.complain(['starts'], `starts: ${late.what}`, late.wayOut, { level: 'finding' })] : []
}

/** What is wrong with a window that begins then, seen from `now`, and the way out (MNT-2); null when those affected can be told in time. */
export function leadTimeOf(
  { startsAt, emergency }: Pick<Maintenance, 'startsAt' | 'emergency'>,
  now: Instant,
): { readonly what: string; readonly wayOut: string } | null {
  if (startsAt < now) return { what: 'the window begins in the past', wayOut: 'move it to a time at least a week from now' }
  if (startsAt >= after(now, NOTICE) || emergency !== null) return null
  const what = `the window begins in ${saySpan((startsAt - now) as Span)}, and those affected must know a week before`
  return { what, wayOut: 'move it to a later day, or add "emergency: <the reason>"' }
}

function unknownNames(document: Document, { affects }: Maintenance, plan: Plan): Complaint[] {
  return (['providers', 'sites', 'clients'] as const).flatMap((part) =>
    affects[part].flatMap((name, index) => {
      const known = Object.keys(plan[part])
      if (known.includes(name)) return []
      const near = nearest(name, known)
      const message = `affects.${part}.${index}: there is no ${part.slice(0, -1)} "${name.slice(0, 80)}"`
      return [document.complain(['affects', part, index], message, near ? `did you mean "${near}"?` : 'name one of the configuration')]
    }),
  )
}
