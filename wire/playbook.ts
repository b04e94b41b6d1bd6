import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()

/** A version of a playbook: who saved it, when, why, and the incident it was learnt from. The file is version 1, saved by nobody. */
export const Version = z.object({
  version: z.int(),
  at: moment.nullable(),
  by: text.nullable(),
  who: text.nullable(), // by, as a person is called
  reason: text.nullable(),
  incident: z.int().nullable(),
  withdrawnAt: moment.nullable(),
})
export type Version = z.infer<typeof Version>

/** A playbook in the list, as it holds now. */
export const PlaybookRow = Version.omit({ withdrawnAt: true }).extend({
  id: text,
  title: text,
  causes: z.array(text),
  severity: z.enum(['minor', 'major', 'critical']),
  steps: z.int(),
  fileChanged: z.boolean(), // the file is not what it was when the version that holds was saved
})
export type PlaybookRow = z.infer<typeof PlaybookRow>

/** `/api/v1/playbooks`: all of them, in order of precedence. */
export const Playbooks = z.object({ items: z.array(PlaybookRow), next: z.null() })
export type Playbooks = z.infer<typeof Playbooks>

/** A step as it is drawn; `follows` names the steps that it waits for. */
export const OutlinedStep = z.object({
  id: text,
  does: z.enum(['message', 'task', 'action', 'approval', 'escalate', 'announce']),
  says: text,
  starts: text,
  follows: z.array(text),
  asks: z.array(text),
  line: z.int(),
})
export type OutlinedStep = z.infer<typeof OutlinedStep>

/** `/api/v1/playbooks/{playbook}`: a playbook as it holds now, and its versions, the newest first. */
export const Playbook = z.object({
  id: text,
  version: z.int(),
  body: text,
  at: moment.nullable(),
  by: text.nullable(),
  fileChanged: z.boolean(),
  versions: z.array(Version),
  title: text,
  steps: z.array(OutlinedStep),
  mayTry: z.boolean(), // check, rehearse, replay
  mayEdit: z.boolean(),
})
export type Playbook = z.infer<typeof Playbook>

/** `/api/v1/playbooks/{playbook}/versions/{version}`: the whole text of one version. */
export const PlaybookText = z.object({ id: text, version: z.int(), body: text })
export type PlaybookText = z.infer<typeof PlaybookText>

/** A line of a difference, with its number in each text that has it. */
export const DifferenceLine = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  before: z.int().nullable(),
  after: z.int().nullable(),
  text,
})
export type DifferenceLine = z.infer<typeof DifferenceLine>

/** `/api/v1/playbooks/{playbook}/difference`: what changed from one version to another; `file` is the file as it lies now. */
export const Difference = z.object({
  id: text,
  from: z.union([z.int(), z.literal('file')]),
  to: z.union([z.int(), z.literal('file')]),
  lines: z.array(DifferenceLine),
})
export type Difference = z.infer<typeof Difference>

/** Something that is wrong in a text, and where; line and column count from 1. */
export const Complaint = z.object({
  level: z.enum(['error', 'finding', 'warning']),
  file: text, // the playbook's name, or `scenario`
  line: z.int(),
  column: z.int(),
  message: text,
  fix: text,
})
export type Complaint = z.infer<typeof Complaint>

/**
 * `POST /api/v1/playbooks/{playbook}/check`: what is wrong in a text, its steps (null while they cannot be read), and what changed from the
 * version that it was asked against.
 */
export const Checked = z.object({
  complaints: z.array(Complaint),
  steps: z.array(OutlinedStep).nullable(),
  lines: z.array(DifferenceLine).nullable(),
})
export type Checked = z.infer<typeof Checked>

const Word = z.object({ word: text, says: text })
export type Word = z.infer<typeof Word>

/** `/api/v1/playbooks/{playbook}/desk`: what may be written where, scenarios to begin with, and incidents that can be replayed. */
export const Desk = z.object({
  keys: z.record(text, z.array(Word)),
  values: z.record(text, z.array(Word)),
  scenarios: z.array(z.object({ name: text, text })),
  incidents: z.array(z.object({ id: z.int(), site: text, at: moment, says: text, isOurs: z.boolean() })), // isOurs: this playbook ran
})
export type Desk = z.infer<typeof Desk>

/** A line of a rehearsal or a replay; `after` counts from its start in milliseconds. */
export const PlayLine = z.object({
  at: moment,
  after: z.int(),
  kind: text,
  icon: text,
  what: text,
  detail: text.nullable(),
  step: text.nullable(),
  site: text.nullable(), // where there are several
})
export type PlayLine = z.infer<typeof PlayLine>

/** `POST /api/v1/playbooks/{playbook}/rehearse`: what would happen. `ran` names the playbooks that were chosen. */
export const Rehearsed = z.object({
  complaints: z.array(Complaint),
  play: z.object({ lines: z.array(PlayLine), ended: text, ran: z.array(text), isCut: z.boolean() }).nullable(),
})
export type Rehearsed = z.infer<typeof Rehearsed>

/** `POST /api/v1/playbooks/{playbook}/replay`: what would have been otherwise in a past incident. */
export const Replayed = z.object({
  complaints: z.array(Complaint),
  play: z
    .object({
      lines: z.array(PlayLine),
      ended: text,
      isCut: z.boolean(),
      steps: z.array(
        z.object({
          step: text,
          audience: text.nullable(),
          then: z.int().nullable(), // milliseconds after the first failed check
          now: z.int().nullable(),
          says: text, // what is otherwise, in words; empty where nothing is
        }),
      ),
      measures: z.array(z.object({ what: text, then: z.int().nullable(), now: z.int().nullable() })),
    })
    .nullable(),
})
export type Replayed = z.infer<typeof Replayed>
