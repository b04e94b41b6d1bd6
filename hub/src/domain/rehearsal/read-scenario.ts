import { z } from 'zod'
import { judge, nearest, readDocument } from '../document.ts'
import type { Complaint, Document, Path } from '../document.ts'
import { CAUSES } from '../diagnosis/taxonomy.ts'
import type { Span } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { statisticsWords } from '../plan/words.ts'
import { readEvent } from './read-event.ts'
import { readExpectation } from './read-expectation.ts'
import { readInstant, readLength } from './read-time.ts'
import type { Expectation, Scenario, ScenarioEvent } from './scenario.ts'

/** What a scenario may name. */
export type Around = Pick<Plan, 'sites' | 'people'>

const Text = z.union([z.string(), z.number()], { error: 'is no text; write words' }).transform(String)
const Length = z
  .union([z.string(), z.number()], { error: 'is no length of time; write it as 90s, 15m or 4h' })
  .transform((words, context) => {
    const span = readLength(String(words))
    if (typeof span === 'number') return span
    context.issues.push({ code: 'custom', message: span.wrong, input: words })
    return z.NEVER
  })
const Moment = z.string('is no instant; write it as 2026-03-04T10:00:00-06:00').transform((words, context) => {
  const at = readInstant(words)
  if (typeof at === 'number') return at
  context.issues.push({ code: 'custom', message: at.wrong, input: words })
  return z.NEVER
})
const Loose = z.array(z.record(z.string(), z.unknown(), { error: 'is no map; write it as { at: 5m, site: up }' }))

/** A rehearsal as it is written. */
export const ScenarioShape = z.strictObject({
  site: Text.optional(),
  sites: z.array(Text).min(1, 'names no site; write at least one').max(100_000).optional(),
  start: Moment,
  until: Length,
  cause: z
    .enum(CAUSES.map(({ id }) => id))
    .nullable()
    .default(null),
  maintenance: z.string().nullable().default(null),
  facts: z.strictObject({ 'hosting-managed': z.boolean().optional(), 'has-agent': z.boolean().optional() }).default({}),
  statistics: statisticsWords.nullable().default(null),
  events: Loose.default([]),
  expect: Loose.default([]),
  never: Loose.default([]),
})

/** Reads a rehearsal, the whole language of it: null with every complaint at its place, or the scenario and its warnings. */
export function readScenario(
  text: string,
  file: string,
  plan: Around,
): { readonly scenario: Scenario | null; readonly complaints: readonly Complaint[] } {
  const document = readDocument(text, file)
  const shape = judge(ScenarioShape, document)
  if (document.complaints.some(({ level }) => level === 'error')) return { scenario: null, complaints: shape.complaints }

  const written = (typeof document.value === 'object' ? document.value : null) as Written
  const sites = sitesOf(written)
  const list = (key: 'events' | 'expect' | 'never') => (Array.isArray(written?.[key]) ? (written[key] as unknown[]) : [])
  const events = list('events').map((event, index) => readEvent(event, ['events', index], { document, plan, sites }))
  const expect = list('expect').map((entry, index) => readExpectation(entry, ['expect', index], document))
  const never = list('never').map((entry, index) => readExpectation(entry, ['never', index], document))
  const parts = [...events, ...expect, ...never]
  const complaints = [
    ...shape.complaints,
    ...lintSites(document, written, plan),
    ...(shape.value
      ? lintTimes(
          document,
          shape.value.until,
          events.map(({ value }) => value),
        )
      : []),
    ...parts.flatMap((part) => part.complaints),
  ]
  if (!shape.value || complaints.some(({ level }) => level === 'error')) return { scenario: null, complaints }
  const { start, until, cause, maintenance, facts, statistics } = shape.value
  const lasting = { hostingManaged: facts['hosting-managed'], hasAgent: facts['has-agent'] }
  const scenario = {
    file,
    sites,
    start,
    until,
    cause,
    maintenance,
    lasting: Object.fromEntries(Object.entries(lasting).filter(([, holds]) => holds !== undefined)),
    statistics,
    events: inOrder(events),
    expect: kept<Expectation>(expect),
    never: kept<Expectation>(never),
  }
  return { scenario, complaints }
}

type Written = Readonly<Record<string, unknown>> | null

function sitesOf(written: Written): string[] {
  const sites = written?.['sites'] ?? (written?.['site'] === undefined ? [] : [written['site']])
  return Array.isArray(sites) ? sites.filter((site) => typeof site === 'string') : []
}

function lintSites(document: Document, written: Written, plan: Around): Complaint[] {
  if (written?.['site'] !== undefined && written['sites'] !== undefined)
    return [document.complain(['sites'], '"site" and "sites" are both given', 'keep one of the two', { key: true })]
  if (written !== null && written['site'] === undefined && written['sites'] === undefined)
    return [document.complain([], 'site is missing', 'add "site: <name of a site>"')]
  return sitesOf(written).flatMap((site, index, all) => {
    const path: Path = written?.['sites'] === undefined ? ['site'] : ['sites', index]
    if (all.indexOf(site) < index) return [document.complain(path, `"${site}" stands here twice`, 'keep one of the two')]
    if (Object.hasOwn(plan.sites, site)) return []
    const meant = nearest(site, Object.keys(plan.sites))
    return [
      document.complain(
        path,
        `the configuration has no site "${site}"`,
        meant ? `did you mean "${meant}"?` : 'add it there, or name one that it has',
      ),
    ]
  })
}

function lintTimes(document: Document, until: Span, events: readonly (ScenarioEvent | null)[]): Complaint[] {
  if (until <= 0) return [document.complain(['until'], 'until: the rehearsal ends when it starts', 'write 3h')]
  return events.flatMap((event, index) =>
    event && event.at > until
      ? [
          document.complain(
            ['events', index, 'at'],
            `events.${index}: this comes after the end of the rehearsal`,
            'raise until, or remove it',
            { level: 'warning' },
          ),
        ]
      : [],
  )
}

type Part<T> = { readonly value: T | null; readonly complaints: readonly Complaint[] }

const kept = <T>(parts: readonly Part<T>[]): T[] => parts.flatMap(({ value }) => (value === null ? [] : [value]))

const inOrder = (events: readonly Part<ScenarioEvent>[]): ScenarioEvent[] => kept<ScenarioEvent>(events).sort((a, b) => a.at - b.at)
