import type { Stretch } from '../availability/stretches.ts'
import type { Incident } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import { NEARER } from '../warning/warnings-ahead.ts'
import type { Prevented } from './report.ts'

/** A warning that is not open any more. */
export type SeenTo = {
  readonly site: string
  readonly what: string
  readonly at: Instant
  readonly dueAt: Instant | null
  readonly done: { readonly at: Instant; readonly by: string }
}

/** The warnings that were seen to within a stretch, before what they warned of had happened. */
export function preventedIn(seenTo: readonly SeenTo[], incidents: readonly Incident[], period: Stretch): Prevented[] {
  return seenTo
    .filter(({ done, dueAt }) => done.by !== NEARER && period.from <= done.at && done.at < period.to && (dueAt === null || done.at < dueAt))
    .filter((warning) => !incidents.some((incident) => cameTrue(warning, incident)))
    .map(({ site, what, at, dueAt, done }) => ({ site, what, warnedAt: at, doneAt: done.at, dueAt }))
}

const FAMILIES: Readonly<Record<string, string>> = { domain: 'domain.', certificate: 'tls.', drift: 'dns.' }

function cameTrue({ site, what, at, done }: SeenTo, { site: of, diagnosis, detectedAt }: Incident): boolean {
  const family = FAMILIES[what.split(' ')[0]!]
  return (
    of === site &&
    family !== undefined &&
    diagnosis !== null &&
    diagnosis.cause.startsWith(family) &&
    at <= detectedAt &&
    detectedAt <= done.at
  )
}
