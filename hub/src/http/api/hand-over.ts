import { z } from 'zod'
import { writeBaseline } from '../../domain/diagnosis/baseline.ts'
import type { HandOver } from '../../domain/handover/hand-over.ts'
import { zoneLines } from '../../domain/handover/restore.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { zoneOf } from '../console/times.ts'
import { gatherHandOver } from '../hand-over-of.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { incidentShape, membershipShape } from './shapes.ts'

const moment = z.iso.datetime()
const maybe = moment.nullable()
const words = z.string()
const orNull = words.nullable()
const list = z.array(words)

const causeShape = z.object({
  id: words,
  title: words,
  confidence: z.number(),
  confirmed: z.boolean(),
  because: list,
  against: list,
  alternatives: z.array(z.object({ id: words, title: words, confidence: z.number() })),
  root: orNull,
  pattern: orNull,
  check: orNull,
})

const nextShape = z.object({
  tasks: z.array(z.object({ title: words, people: list, due: maybe, contact: orNull, followUp: z.boolean() })),
  steps: z.array(z.object({ step: orNull, does: words, when: words, at: maybe })),
  contacts: z.array(
    z.object({
      roles: list,
      name: words,
      support: z.object({ url: orNull, mail: orNull, phone: orNull }),
      login: orNull,
      authority: orNull,
      status: orNull,
    }),
  ),
  restore: z.array(z.object({ name: words, type: words, ttl: z.number().nullable(), values: list, now: list.nullable(), zone: list })),
})

const seenShape = z.object({
  checks: z.array(z.object({ at: moment, monitor: orNull, result: z.unknown() })),
  looks: z.array(z.object({ at: moment, evidence: z.unknown(), diagnosis: z.unknown() })),
  leftOut: z.object({ checks: z.int(), looks: z.int() }),
})

const handOverShape = z.object({
  incident: words,
  at: moment,
  site: words,
  url: orNull,
  client: orNull,
  partner: words,
  phase: incidentShape.shape.phase,
  since: moment,
  broken: words,
  acknowledgedBy: orNull,
  cause: causeShape.nullable(),
  lastGood: z.unknown(),
  changed: z.object({ changes: z.array(z.object({ what: words, before: words, now: words, firstSeen: moment })), same: list }),
  tried: z.array(z.object({ kind: words, at: moment, what: words, result: orNull, endedAt: maybe, by: orNull, output: orNull })),
  next: nextShape,
  told: z.array(
    z.object({
      at: moment,
      audience: words,
      channel: words,
      name: words,
      to: list,
      subject: words,
      text: words,
      state: words,
      reason: orNull,
    }),
  ),
  parent: membershipShape.nullable(),
  earlier: z.object({ incident: words, cause: orNull, resolvedAt: maybe }).nullable(),
  timeline: z.array(z.looseObject({ at: moment, kind: words })),
  evidence: seenShape,
})

/** `/api/v1/incidents/{id}/hand-over`: the bundle for the next tier, as a file (DIA-8). */
export const handOverRoute = (around: Around): Route =>
  api({
    method: 'GET',
    path: '/api/v1/incidents/:id/hand-over',
    who: 'viewer',
    does: 'The hand-over of an incident as one file: cause, what changed, what was tried, what to do next, who was told, and the evidence.',
    params: z.strictObject({ id: incidentNumber }),
    gives: handOverShape,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { id } = asked.params
      const handOver = await gatherHandOver(around, caller, id, zoneOf(around.plan(), caller))
      return { json: showHandOver(handOver), headers: { 'content-disposition': `attachment; filename="incident-${id}.json"` } }
    },
  })

/** A hand-over with its times as the API writes them; the last known good in the shape that people write. */
function showHandOver(over: HandOver): z.infer<typeof handOverShape> {
  const { at, since, lastGood, changed, tried, next, told, earlier, timeline, evidence, ...same } = over
  return {
    ...same,
    at: iso(at),
    since: iso(since),
    cause: over.cause as z.infer<typeof causeShape> | null,
    lastGood: lastGood && writeBaseline(lastGood),
    changed: { changes: changed.changes.map((one) => ({ ...one, firstSeen: iso(one.firstSeen) })), same: [...changed.same] },
    tried: tried.map((one) => ({ ...dated(one), endedAt: isoOrNull(one.endedAt) })),
    next: showNext(next),
    told: told.map((one) => ({ ...dated(one), to: [...one.to] })),
    earlier: earlier && { ...earlier, resolvedAt: isoOrNull(earlier.resolvedAt) },
    timeline: timeline.map(dated),
    evidence: { checks: evidence.checks.map(dated), looks: evidence.looks.map(dated), leftOut: evidence.leftOut },
  }
}

const showNext = ({ tasks, steps, contacts, restore }: HandOver['next']): z.infer<typeof nextShape> => ({
  tasks: tasks.map(({ dueAt, people, ...same }) => ({ ...same, people: [...people], due: isoOrNull(dueAt) })),
  steps: steps.map((step) => ({ ...step, at: isoOrNull(step.at) })),
  contacts: contacts.map(({ roles, ...same }) => ({ ...same, roles: [...roles] })),
  restore: restore.map((record) => ({
    ...record,
    values: [...record.values],
    now: record.now && [...record.now],
    zone: [...zoneLines(record)],
  })),
})

const dated = <T extends { readonly at: Instant }>(one: T) => ({ ...one, at: iso(one.at) })
