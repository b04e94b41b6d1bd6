import { z } from 'zod'
import { judge, readDocument } from '../document.ts'
import type { Complaint } from '../document.ts'
import { FACT_NAMES } from '../incident/facts.ts'
import { MARKS } from '../incident/mark.ts'
import { minutes } from '../instant.ts'
import { DIAGNOSIS_FACTS, kebab } from '../message/word-facts.ts'
import { lintPlaybook } from './lint-playbook.ts'
import { parseDelay, parseSpan } from './parse-delay.ts'
import type { Parsed } from './parse-delay.ts'
import { parseStart } from './parse-start.ts'
import type { Audience, Deed, Playbook, Step } from './playbook.ts'

/** The version of the language that is read here. */
const LANGUAGE_VERSION = 1

/** What a playbook may name. Without `people` ids of persons and schedules are not judged: loading with a configuration does that. */
export type Around = {
  readonly templates: Iterable<string>
  readonly actions: Iterable<string>
  readonly people?: Iterable<string>
}

// The words of one value become its meaning, or a complaint at its place.
const meaning =
  <In, Out>(parse: (words: In) => Parsed<Out>) =>
  (words: In, context: z.RefinementCtx<In>): Out => {
    const parsed = parse(words)
    if ('value' in parsed) return parsed.value
    context.issues.push({ code: 'custom', message: `${parsed.wrong}; ${parsed.fix}`, input: words })
    return z.NEVER
  }

const words = z.union([z.string(), z.number()], { error: 'is no length of time; write it as 90s, 15m or 4h' })
const SpanWords = words.transform(meaning(parseSpan))
const DelayWords = words.transform(meaning(parseDelay))
const Id = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'is no id; write lower-case letters, digits and hyphens, beginning with a letter')
const Name = z.string().min(1, 'is empty; write a name').max(100, 'is longer than 100 characters; write less')
const Title = z.string().min(1, 'is empty; write a few words').max(200, 'is longer than 200 characters; write less')
const Facts = z.array(z.enum(FACT_NAMES)).default([])

const ToWhom = z.enum(['client', 'partner', 'public', 'responder', 'responders'])
const audienceOf = (word: z.infer<typeof ToWhom>): Audience => (word === 'responders' ? 'responder' : word)
const To = z
  .preprocess(
    (to) => (typeof to === 'string' ? [to] : to),
    z.array(ToWhom).min(1, 'names nobody; write client, partner, public or responders'),
  )
  .transform((list): Audience[] => [...new Set(list.map(audienceOf))])

// What a letter may need to be known: facts of the dictionary, as YAML writes names.
const NEEDED = DIAGNOSIS_FACTS.map(kebab)

const Deeds = {
  message: z.strictObject({ to: To, template: Name, via: Name.nullable().default(null), needs: z.array(z.enum(NEEDED)).optional() }),
  task: z
    .strictObject({
      title: Title,
      for: Name,
      due: DelayWords.nullable().default(null),
      contact: Name.nullable().default(null),
      checklist: z.array(Title).max(50, 'has more than 50 items; split the task').default([]),
      marks: z.enum(MARKS).optional(),
      asks: z.literal('statistics', 'asks for nothing that is known; write statistics').optional(),
      'follow-up': z.boolean('is neither true nor false; write true').default(false),
    })
    .transform(({ 'follow-up': followUp, ...task }) => ({ ...task, followUp })),
  action: z.strictObject({
    run: Name,
    on: Name,
    timeout: SpanWords.default(minutes(10)),
    approval: z.enum(['client', 'partner', 'responder']).nullable().default(null),
  }),
  approval: z.strictObject({
    from: z.enum(['client', 'partner']),
    template: Name,
    offers: Title.nullable().default(null),
    for: DelayWords.default({ businessDays: 2 }),
  }),
  escalate: z.strictObject({ to: Name }),
  announce: z.strictObject({ template: Name }),
}
const DEEDS = ['message', 'task', 'action', 'approval', 'escalate', 'announce'] as const

const StepShape = z.strictObject({
  id: Id,
  start: z.string('is no text; write "at once" or "15m after confirmed"').transform(meaning(parseStart)),
  every: DelayWords.nullable().default(null),
  until: Facts,
  'at-most': z.int('is no whole number; write 3').min(1, 'is less than 1; write 1 or more').max(1000).nullable().default(null),
  'only-if': Facts,
  unless: Facts,
  message: Deeds.message.optional(),
  task: Deeds.task.optional(),
  action: Deeds.action.optional(),
  approval: Deeds.approval.optional(),
  escalate: Deeds.escalate.optional(),
  announce: Deeds.announce.optional(),
})

/** A playbook as it is written. */
export const PlaybookShape = z.strictObject({
  playbook: Id,
  version: z.int().min(1, 'is less than 1; write 1').max(LANGUAGE_VERSION, newer()).default(LANGUAGE_VERSION),
  title: Title.optional(),
  causes: z.array(Name).min(1, 'names no cause; write an id, a family such as "tls.*", or "*"'),
  'first-contact': z.enum(['client', 'partner']).default('client'),
  severity: z.enum(['minor', 'major', 'critical']).default('major'),
  'stable-for': SpanWords.default(minutes(15)),
  'all-clear-if': Facts,
  steps: z.array(StepShape).min(1, 'has no step; write at least one').max(100, 'has more than 100 steps; split the playbook'),
})

function newer() {
  return `is written for a newer Allclear (version_newer); write ${LANGUAGE_VERSION}, or upgrade`
}

/** A playbook as people write it: every map there is in it, by its name. */
export type Written = { readonly playbook: z.input<typeof PlaybookShape>; readonly step: z.input<typeof StepShape> } & {
  readonly [Does in keyof typeof Deeds]: z.input<(typeof Deeds)[Does]>
}

/** What a step of this kind may say, and a step of any kind around it, as schemas. */
export const stepSchema = (does: Deed['do'] | 'step'): z.ZodType => (does === 'step' ? StepShape : Deeds[does])

/** Reads a playbook, the whole language of it, and judges what it says: null with every complaint at its place, or the playbook and its warnings. */
export function readPlaybook(
  text: string,
  file: string,
  around: Around,
): { readonly playbook: Playbook | null; readonly complaints: readonly Complaint[] } {
  const document = readDocument(text, file)
  const shape = judge(PlaybookShape, document)
  const written = document.value as { steps?: unknown } | null
  const steps = (Array.isArray(written?.steps) ? written.steps : []).map((step) => {
    const read = StepShape.safeParse(step)
    return read.success ? stepOf(read.data) : null
  })
  const complaints = [...shape.complaints, ...lintPlaybook(document, steps, around)]
  const failed = shape.value === null || complaints.some(({ level }) => level === 'error')
  return { playbook: failed ? null : playbookOf(shape.value!), complaints }
}

function playbookOf(read: z.infer<typeof PlaybookShape>): Playbook {
  return {
    id: read.playbook,
    version: read.version,
    title: read.title ?? read.playbook,
    causes: read.causes,
    firstContact: read['first-contact'],
    severity: read.severity,
    stableFor: read['stable-for'],
    ...(read['all-clear-if'].length > 0 && { clearIf: read['all-clear-if'] }),
    steps: read.steps.map(stepOf).filter((step) => step !== null),
  }
}

// A step that does nothing, or two things, is no step; the lint says so.
function stepOf(read: z.infer<typeof StepShape>): Step | null {
  const does = DEEDS.flatMap((name) => (read[name] ? [{ do: name, ...read[name] } as Deed] : []))
  if (does.length !== 1) return null
  return {
    id: read.id,
    start: read.start,
    every: read.every,
    until: read.until,
    atMost: read['at-most'],
    onlyIf: read['only-if'],
    unless: read.unless,
    does: does[0]!,
  }
}
