import { randomUUID } from 'node:crypto'
import type { Letter, WordsPreview } from '@allclear/wire/words.ts'
import { z } from 'zod'
import { privateMattersIn } from '../domain/diagnosis/private-words.ts'
import { decide } from '../domain/incident/decide.ts'
import type { Effect, Happening, Held, Incident, Known, Recipient } from '../domain/incident/incident.ts'
import { BY_HAND } from '../domain/incident/promise.ts'
import { letterReaders, mayBeWrittenOf, shownOf, waitsForYes, wasWritten } from '../domain/incident/write-words.ts'
import { after, hours, iso } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { speak } from '../domain/message/speak.ts'
import { Problem } from '../problem.ts'
import { countMessagesTo } from '../store/digests.ts'
import { countSubscribers } from '../store/subscribers.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { command } from './command.ts'
import { incidentOf } from './incident-of.ts'
import { words } from './input.ts'
import { mustBeTemplate, reachOf } from './preview.ts'
import { newUpdate } from './written-update.ts'

const chosen = {
  to: z.enum(['client', 'partner', 'both']),
  template: z.string().min(1).max(100).optional(),
  subject: words(200).optional(),
  text: words(4000).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is not a language; write en or pt-BR')
    .optional(),
  despite: words(500).optional(),
}

/**
 * Words of a person about an incident, to be looked at: to its client or partner a template or subject and text, or an update for everyone.
 * `despite` says why they go past a hold.
 */
export const wantedWords = z.discriminatedUnion('to', [z.strictObject(chosen), newUpdate.extend({ to: z.literal('public') })])

/** The same to be sent, with what the look at them gave. */
export const newWords = z.strictObject({
  ...chosen,
  ref: z.uuid(),
  shown: z.array(z.string().max(400)).min(1).max(100),
})

type Wanted = z.infer<typeof wantedWords>
type ToReaders = Exclude<Wanted, { to: 'public' }>

/** What such words would be now, by the same decision and the same code that sends them; nothing is sent. */
export async function previewWords(around: Around, caller: Caller, number: number, wanted: Wanted): Promise<WordsPreview> {
  const incident = await incidentOf(around, caller, number)
  const known = await reachOf(around, incident)
  const ref = randomUUID()
  if (wanted.to === 'public') return previewOfUpdate(around, caller, { incident, known, ref }, wanted)
  refuseTooEarly(around, incident)
  const readers = letterReaders(incident, known, audiencesOf(wanted))
  const happening = wordsWritten(around, caller.by, wanted, { ref, shown: shownOf(readers) })
  return {
    ...{ ref, shown: shownOf(readers), subscribers: 0, warnings: warningsOf(wanted) },
    letters: lettersOf(around, incident, known, happening),
    holds: await holdsOf(around, incident, known, readers),
  }
}

/** Sends them: to exactly those who were shown, once. */
export async function sendWords(around: Around, caller: Caller, number: number, sent: z.infer<typeof newWords>): Promise<void> {
  const { ref, shown, ...wanted } = sent
  const incident = await incidentOf(around, caller, number)
  if (wasWritten(incident, ref)) return
  refuseTooEarly(around, incident)
  const known = await reachOf(around, incident)
  const readers = letterReaders(incident, known, audiencesOf(wanted))
  if (shownOf(readers).join() !== shown.join()) throw changed()
  const hold = (await holdsOf(around, incident, known, readers)).find(({ needsReason }) => needsReason)
  if (hold && wanted.despite === undefined) throw new Problem('conflict', 'words_held', hold.why, hold.asks, { field: 'despite' })
  const after = await command(around, caller, number, wordsWritten(around, caller.by, wanted, { ref, shown }))
  if (!wasWritten(after, ref)) throw changed()
}

const changed = () =>
  new Problem('conflict', 'recipients_changed', 'It would go to others by now than those who were shown.', 'Look at it again.')

const audiencesOf = ({ to }: ToReaders) => (to === 'both' ? (['client', 'partner'] as const) : [to])

function wordsWritten(
  around: Around,
  by: string,
  wanted: ToReaders,
  more: { readonly ref: string; readonly shown: readonly string[] },
): Extract<Happening, { type: 'words-written' }> {
  const { template, subject, text, language, despite } = wanted
  const isOwn = template === undefined && subject !== undefined && text !== undefined
  const isTemplate = template !== undefined && subject === undefined && text === undefined
  if (!isOwn && !isTemplate)
    throw new Problem(
      'bad-input',
      'field_invalid',
      'These are neither a template nor own words.',
      'Name "template", or "subject" and "text".',
      {
        field: 'template',
      },
    )
  if (isTemplate) mustBeTemplate(around, template)
  const written = { ...(isOwn ? { subject, text } : {}), ...(language === undefined ? {} : { language }) }
  return {
    ...{ type: 'words-written', by, to: audiencesOf(wanted), template: template ?? BY_HAND, written, ...more },
    ...(despite === undefined ? {} : { despite }),
  }
}

// The decision is made as if it were sent, and what it orders is read instead of kept.
function lettersOf(around: Around, incident: Incident, known: Known, happening: Happening): Letter[] {
  const at = around.clock.now()
  const decision = decide(incident, { ...happening, known }, at)
  const held = decision.incident.held.filter((one) => !incident.held.includes(one)).map((one) => [heldEffect(one), one.until] as const)
  const leaving = decision.effects.flatMap((effect) => (isLetter(effect) ? [[effect, at] as const] : []))
  return [...leaving, ...held].map(([effect, leaves]) => letterOf(around, decision.incident, known, effect, leaves))
}

type Leaving = Extract<Effect, { do: 'message' | 'announce' }>
const isLetter = (effect: Effect): effect is Leaving => effect.do === 'message' || effect.do === 'announce'

const heldEffect = ({ recipient, telling: { step, occurrence, template, written } }: Held): Leaving => ({
  ...{ do: 'message', key: '', step, occurrence, recipient, template, asks: false },
  ...(written ? { written } : {}),
})

function letterOf(around: Around, incident: Incident, { zones }: Known, effect: Leaving, leaves: Instant): Letter {
  const { audience, name, channel, address, cc, from, why } = effect.recipient
  const said = speak({ plan: around.plan(), templates: around.library().templates, incident, effect, at: around.clock.now() })
  return {
    ...{ audience: audience as Letter['audience'], name, channel, address: [...address], cc: [...cc], from, why },
    asks: effect.do === 'message' && effect.asks,
    zone: audience === 'client' || audience === 'partner' ? zones[audience].timezone : null,
    ...{ leaves: iso(leaves), language: said.language, subject: said.subject, text: said.text, words: said.gist },
    html: channel === 'mail' ? said.html : null,
  }
}

async function previewOfUpdate(
  around: Around,
  { by }: Caller,
  { incident, known, ref }: { readonly incident: Incident; readonly known: Known; readonly ref: string },
  { stage, text }: Extract<Wanted, { to: 'public' }>,
): Promise<WordsPreview> {
  const pages = known.recipients.public.flatMap(({ channel, address }) => (channel === 'status-page' ? address : []))
  return {
    ...{ ref, shown: [], holds: [] },
    letters: lettersOf(around, incident, known, { type: 'update-written', by, stage, text }),
    subscribers: await countSubscribers(around.store.db, incident.partner, pages),
    warnings: privateMattersIn(text).map((matter) => ({
      says: sayMatter(matter),
      fix: 'Everyone can read it. Say that visitors see an error and that it is worked on, and write the rest to the client.',
    })),
  }
}

const warningsOf = ({ subject = '', text = '', to }: ToReaders): WordsPreview['warnings'] =>
  privateMattersIn(`${subject}\n${text}`).map((matter) => ({
    says: sayMatter(matter),
    fix: `See that it is proved, and that everyone in To and CC may know it${to === 'partner' ? '' : '; the subject is read over shoulders'}.`,
  }))

const sayMatter = ({ about, words: found }: { readonly about: string; readonly words: readonly string[] }) =>
  `It names ${about}: “${found.join('”, “')}”.`

/** Why such words do not simply leave, and what is asked of whoever writes them. */
async function holdsOf(around: Around, incident: Incident, known: Known, readers: readonly Recipient[]): Promise<WordsPreview['holds']> {
  const { digest, quickened, partners } = around.plan()
  const { partner } = incident
  const often = []
  for (const recipient of readers) {
    const since = after(around.clock.now(), (-hours(1) / quickened) as Span)
    const count = await countMessagesTo(around.store.db, { partner, recipient }, since)
    if (count >= digest.after) often.push({ ...BRAKE, why: `${recipient.name} had ${count} messages within an hour.` })
  }
  const name = partners[partner]?.name ?? partner
  const waits = readers.some((reader) => waitsForYes(known, reader))
  const missing = readers.length === 0 ? [{ ...NOBODY, why: known.clientPassedOver ?? 'There is nobody to write to.' }] : []
  return [
    ...missing,
    ...(waits
      ? [{ ...ASKED, why: `${name} wants to be asked before its client is written to: it gets these words with a yes and a no.` }]
      : []),
    ...often,
  ]
}

const NOBODY = { asks: 'Find another way to reach them, and add it to their contacts.', needsReason: false }
const ASKED = { asks: 'Leave the reason empty to ask; if they agreed another way, write how, and it leaves at once.', needsReason: false }
const BRAKE = { asks: 'Wait for the next digest, or write why this cannot wait.', needsReason: true }

function refuseTooEarly({ plan }: Around, incident: Incident) {
  if (!plan().sites[incident.site])
    throw new Problem('not-found', 'site_unknown', `There is no site "${incident.site}" any more.`, 'Look at /api/v1/sites.')
  if (incident.resolvedAt !== null || incident.phase === 'false-alarm')
    throw new Problem(
      'conflict',
      'incident_already_resolved',
      `Incident ${incident.id} is over.`,
      'Add a note to it, or wait for a new one.',
    )
  if (!mayBeWrittenOf(incident))
    throw new Problem(
      'conflict',
      'incident_not_confirmed',
      `Incident ${incident.id} may heal by itself: nobody outside hears of it before somebody is paged.`,
      'Wait for the page, or add a note to it.',
    )
}
