import { z } from 'zod'
import { Enrolment } from './agent.ts'
import { Said } from './now.ts'

// What a probe at another location and the hub say to each other. Neither contacts nor secrets nor partners cross.

const id = z.string().min(1).max(400)
const moment = z.int().min(0) // epoch milliseconds
const locationName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be small letters, digits and hyphens, such as vienna')

export const LocationName = locationName

/** What a probe sends first: a token that is good once, its own public key, and where it says it is. */
export const ProbeEnrolment = Enrolment.extend({ location: locationName })
export type ProbeEnrolment = z.infer<typeof ProbeEnrolment>

export const ProbeEnrolled = z.object({ probe: z.string(), location: z.string() })
export type ProbeEnrolled = z.infer<typeof ProbeEnrolled>

/** What one look saw; a CheckResult as it crosses. */
export const SeenResult = z.strictObject({
  state: z.enum(['up', 'slow', 'warning', 'down']),
  code: z.string().max(100).nullable(),
  class: z.enum(['deterministic', 'refused', 'reset', 'timeout', 'status', 'content', 'dns', 'tls', 'protocol']).nullable(),
  at: moment,
  tookMs: z.number().min(0).max(600_000),
  facts: z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])),
  diary: z.array(z.string().max(1000)).max(50),
})
export type SeenResult = z.infer<typeof SeenResult>

/** The version of what they say to each other: one that the hub does not speak is refused in so many words. */
export const PROBE_SPEAKS = 1

/** How a probe asks for its work: what it was assigned last, and how long it waits for news. */
export const WorkWanted = z.strictObject({
  speaks: z.int(),
  probe: z.string().min(1).max(60),
  version: z.string().max(20), // of its program
  has: z.string().max(64).nullable(), // of its assignments; null: it has none
  waitMs: z.int().min(0).max(20_000),
})
export type WorkWanted = z.infer<typeof WorkWanted>

/** One thing to look at: nothing of whose site it is or whom to tell. */
export const AssignedLook = z.object({
  site: z.object({
    id,
    url: z.string().max(2000),
    expect: z.object({ status: z.int().nullable(), contains: z.string().nullable() }),
  }),
  monitor: z.object({ id, kind: z.string().max(40), options: z.unknown() }),
  interval: z.int().min(1000),
})
export type AssignedLook = z.infer<typeof AssignedLook>

export const Work = z.object({
  assignments: z.object({ version: z.string(), looks: z.array(AssignedLook) }).nullable(), // null: as before
  now: z.array(z.object({ id: z.string(), monitor: id })), // looks that somebody waits for
  canaries: z.array(z.string()),
})
export type Work = z.infer<typeof Work>

/** What a probe has seen: changes and failures one by one, healthy looks as a count. Numbers grow by one and never start anew. */
export const ProbeReport = z.strictObject({
  speaks: z.int(),
  probe: z.string().min(1).max(60),
  version: z.string().max(20),
  number: z.int().min(1),
  sees: z.strictObject({
    canaries: z.strictObject({ well: z.int().min(0).max(100), of: z.int().min(0).max(100) }),
    failing: z.int().min(0), // sites of its share that fail, on so many networks
    ofSites: z.int().min(0),
    networks: z.int().min(0),
  }),
  lateMs: z.int().min(0), // how late its looks begin, the median of the last
  waiting: z.int().min(0), // results that are not in this report yet
  lost: z.int().min(0), // results that found no place while the hub was away
  answers: z.array(z.strictObject({ id: z.string().max(60), result: SeenResult, canSee: z.boolean() })).max(500),
  results: z.array(z.strictObject({ monitor: id, result: SeenResult })).max(500),
  hours: z
    .array(
      z.strictObject({
        monitor: id,
        hour: moment,
        checks: z.int().min(0),
        failures: z.int().min(0),
        totalMs: z.number().min(0),
        worstMs: z.number().min(0),
        buckets: z.array(z.int().min(0)).length(8),
      }),
    )
    .max(5000),
})
export type ProbeReport = z.infer<typeof ProbeReport>

/** What waits for the hub in the folder of a probe: a report of which nobody knows whether it was heard, and what comes after it. */
export const WaitingForHub = z.strictObject({
  unsure: ProbeReport.pick({ number: true, results: true, hours: true, lost: true }).nullable(),
  ...{ results: z.array(ProbeReport.shape.results.element), hours: z.array(ProbeReport.shape.hours.element) },
  lost: z.int().min(0),
})
export type WaitingForHub = z.infer<typeof WaitingForHub>

export const ProbeReportAnswer = z.object({ number: z.int() })
export type ProbeReportAnswer = z.infer<typeof ProbeReportAnswer>

const text = z.string()
const when = z.iso.datetime().nullable()

/** A probe as the operator sees it. */
export const Probe = z.object({
  ...{ id: text, said: Said, version: text, enrolledAt: z.iso.datetime(), seenAt: when },
  ...{ share: z.int(), lateMs: z.int(), missed: z.int(), waiting: z.int(), lost: z.int() },
})
export type Probe = z.infer<typeof Probe>

/** `/api/v1/probes`: the locations from which sites are seen, with the probes there. */
export const Locations = z.object({
  items: z.array(
    z.object({
      ...{ location: text, isOurs: z.boolean(), said: Said, says: text.nullable(), seenAt: when },
      ...{ isSetAside: z.boolean(), probes: z.array(Probe) },
    }),
  ),
  quorum: z.int(),
  mayChange: z.boolean(),
  next: z.null(),
})
export type Locations = z.infer<typeof Locations>

/** The lines that put a probe at a location, good once and for an hour. */
export const ProbeInvitation = z.object({ location: text, token: text, lines: z.array(text), expiresAt: z.iso.datetime() })
export type ProbeInvitation = z.infer<typeof ProbeInvitation>
