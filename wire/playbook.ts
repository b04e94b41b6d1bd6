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

/** `/api/v1/playbooks/{playbook}`: a playbook as it holds now, and its versions, the newest first. */
export const Playbook = z.object({
  id: text,
  version: z.int(),
  body: text,
  at: moment.nullable(),
  by: text.nullable(),
  fileChanged: z.boolean(),
  versions: z.array(Version),
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
