import { actionIds } from '../actions/index.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { CAUSES } from '../domain/diagnosis/taxonomy.ts'
import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import { templateNames } from '../domain/message/template.ts'
import type { Instant } from '../domain/instant.ts'
import { choosePlaybook } from '../domain/playbook/choose.ts'
import { languageOf } from '../domain/playbook/language.ts'
import type { Playbook } from '../domain/playbook/playbook.ts'
import { readPlaybook } from '../domain/playbook/read-playbook.ts'
import { withVersions } from '../domain/playbook/with-versions.ts'
import type { Library } from '../library.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { partnerOfIncident } from '../store/incidents.ts'
import { addPlaybookVersion, allVersions, currentVersions, versionsOf, withdrawVersion } from '../store/playbooks.ts'
import type { PlaybookVersion } from '../store/playbooks.ts'
import type { Db, Tx } from '../store/store.ts'
import type { Room } from './room.ts'

type Shelf = Pick<Room, 'store' | 'clock' | 'plan' | 'library'>
type Reading = Pick<Room, 'store' | 'library'>

/** One version of a playbook. The file is version 1: nobody saved it. */
export type VersionNote = {
  readonly version: number
  readonly at: Instant | null
  readonly by: string | null
  readonly reason: string | null
  readonly incident: number | null // that it was learnt from
  readonly withdrawnAt: Instant | null
}

/** A playbook as it holds now, and what became of its versions, the newest first. */
export type KeptPlaybook = VersionNote & {
  readonly id: string
  readonly body: string
  readonly fileChanged: boolean // the file is not what it was when the version that holds was saved
  readonly versions: readonly VersionNote[]
}

/** The playbooks for a cause that is found now, edited ones included, in order of precedence. What is under way keeps what it has pinned. */
export async function playbooksNow(room: Reading, db: Db = room.store.db): Promise<readonly (readonly Playbook[])[]> {
  const versions = await currentVersions(db, OPERATOR)
  const edited = versions.flatMap(({ body, playbook, version }) => {
    const read = readOnce(room.library(), playbook, body)
    return read ? [{ ...read, version }] : [] // a template was taken away meanwhile: the file holds again
  })
  return withVersions(room.library().playbooks, edited)
}

// A text says the same as long as the library does: each is read once, although every cause that is found asks for all of them.
const alreadyRead = new WeakMap<Library, Map<string, Playbook | null>>()

function readOnce(library: Library, id: string, body: string): Playbook | null {
  const texts = alreadyRead.get(library) ?? new Map<string, Playbook | null>()
  alreadyRead.set(library, texts)
  const key = `${id} ${body}`
  if (!texts.has(key)) texts.set(key, readPlaybook(body, id, aroundOf({ library: () => library })).playbook)
  return texts.get(key) ?? null
}

/** Every playbook as it holds now, in order of precedence, with the text that was read. */
export async function listPlaybooks(room: Reading): Promise<readonly (KeptPlaybook & { readonly playbook: Playbook })[]> {
  const [sets, saved] = await Promise.all([playbooksNow(room), allVersions(room.store.db, OPERATOR)])
  const playbooks = sets.flat().filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index)
  return playbooks.map((playbook) => {
    const versions = saved.filter((one) => one.playbook === playbook.id)
    return { ...keptOf(room, playbook.id, versions)!, playbook }
  })
}

/** A playbook with its versions. Throws a Problem when there is none of that name. */
export async function findPlaybook(room: Reading, id: string): Promise<KeptPlaybook> {
  return keptOf(room, id, await versionsOf(room.store.db, OPERATOR, id)) ?? refuseUnknown(id)
}

/** The text of a version, or of the file as it lies now. Version 1 of a file that was edited since is as it was when that began. */
export async function playbookText(room: Reading, id: string, which: number | 'file'): Promise<string> {
  const versions = await versionsOf(room.store.db, OPERATOR, id)
  const file = room.library().sources.get(id)
  if (file === undefined && versions.length === 0) refuseUnknown(id)
  const isEdited = versions.some(({ withdrawnAt }) => withdrawnAt === null)
  const first = isEdited ? (versions.at(-1)!.file ?? file) : file
  const text = which === 'file' ? file : (versions.find(({ version }) => version === which)?.body ?? (which === 1 ? first : undefined))
  if (text !== undefined) return text
  const message = which === 'file' ? `No file holds the playbook ${id}.` : `There is no version ${which} of ${id}.`
  throw new Problem('not-found', 'playbook_version_unknown', message, 'See: allclear playbook list --json')
}

/** What is to be saved: the whole text, by whom, why, the incident it was learnt from, and the version that was read before, where it matters. */
export type PlaybookEdit = {
  readonly body: string
  readonly by: string
  readonly reason: string
  readonly incident?: number | null | undefined
  readonly over?: number | undefined
}

/**
 * Keeps an edited playbook as a new version, which holds for causes found from now on. Refused with every complaint at once, and then nothing
 * is kept; refused too when another than the version `over` holds by now. `also` is kept in the same transaction.
 */
export async function editPlaybook(
  room: Shelf,
  id: string,
  edit: PlaybookEdit,
  also: (tx: Tx, version: number) => Promise<void> = async () => {},
): Promise<KeptPlaybook> {
  const { body, by, reason, incident = null, over } = edit
  const at = room.clock.now()
  await room.store.transaction(async (tx) => {
    const { complaints } = await judgePlaybook(room, id, body, tx)
    const errors = complaints.filter(({ level }) => level === 'error')
    if (errors.length > 0)
      throw new Problem('bad-input', 'playbook_invalid', printComplaints(errors).trimEnd(), 'Mend what is named and try again.', {
        complaints: errors,
      })
    const file = room.library().sources.get(id) ?? null
    const before = keptOf(room, id, await versionsOf(tx, OPERATOR, id))
    if (over !== undefined && over !== (before?.version ?? 0)) refuseMoved(id, before)
    if (incident !== null && (await partnerOfIncident(tx, incident)) === null)
      throw new Problem('bad-input', 'incident_unknown', `There is no incident ${incident}.`, 'Name one that there is, or none.')
    const first = file === null ? 1 : 2 // a file is version 1
    const { version } = await addPlaybookVersion(tx, OPERATOR, { playbook: id, body, at, by, reason, incident, file, first })
    await addAudit(tx, { at, partner: OPERATOR, who: by, what: 'playbook-edited', about: `playbook ${id}, version ${version}` })
    await also(tx, version)
  })
  return findPlaybook(room, id)
}

/** Every complaint about a text as the playbook of that name, warnings too, and what was read of it when there is no error in its own words. */
export async function judgePlaybook(
  room: Shelf,
  id: string,
  body: string,
  db: Db = room.store.db,
): Promise<ReturnType<typeof readPlaybook>> {
  const { playbook, complaints } = readPlaybook(body, id, { ...aroundOf(room), people: peopleOf(room) })
  return { playbook, complaints: playbook ? [...complaints, ...misfits(await playbooksNow(room, db), id, playbook)] : complaints }
}

/** Withdraws the version that holds: the one before it holds again, at last the file. */
export async function withdrawPlaybook(room: Pick<Room, 'store' | 'library' | 'clock'>, id: string, by: string): Promise<void> {
  const at = room.clock.now()
  const { version, at: editedAt } = await findPlaybook(room, id)
  await room.store.transaction(async (tx) => {
    if (editedAt === null || !(await withdrawVersion(tx, OPERATOR, id, version, at)))
      throw new Problem('conflict', 'playbook_unedited', `No version of ${id} is left to withdraw.`, 'A file is changed where it lies.')
    await addAudit(tx, { at, partner: OPERATOR, who: by, what: 'playbook-withdrawn', about: `playbook ${id}, version ${version}` })
  })
}

const THE_FILE: VersionNote = { version: 1, at: null, by: null, reason: null, incident: null, withdrawnAt: null }

// What is kept under a name, given its saved versions; null when there is nothing.
function keptOf({ library }: Pick<Room, 'library'>, id: string, versions: readonly PlaybookVersion[]): KeptPlaybook | null {
  const current = versions.find(({ withdrawnAt }) => withdrawnAt === null)
  const file = library().sources.get(id) ?? null
  const holds = current ?? (file === null ? null : { ...THE_FILE, body: file, file })
  if (!holds) return null
  const saved = versions.map(noteOf)
  const isFirst = file !== null && !saved.some(({ version }) => version === 1)
  return { ...noteOf(holds), id, body: holds.body, fileChanged: holds.file !== file, versions: isFirst ? [...saved, THE_FILE] : saved }
}

const noteOf = ({ version, at, by, reason, incident, withdrawnAt }: VersionNote): VersionNote => ({
  ...{ version, at, by, reason, incident, withdrawnAt },
})

function refuseUnknown(id: string): never {
  throw new Problem('not-found', 'playbook_unknown', `There is no playbook ${id}.`, 'See: allclear playbook list')
}

function refuseMoved(id: string, now: KeptPlaybook | null): never {
  const message = now
    ? `Version ${now.version} of ${id} holds by now, saved by ${now.by ?? 'nobody: it is the file'}.`
    : `${id} is gone by now.`
  throw new Problem('conflict', 'playbook_moved', message, 'Look at the difference, put your change into that one and save it again.')
}

/** What the language of playbooks offers here: its keys and values, with the templates, actions, people and schedules that there are. */
export const languageHere = (room: Pick<Room, 'library' | 'plan'>) => languageOf({ ...aroundOf(room), people: peopleOf(room) })

const aroundOf = ({ library }: Pick<Room, 'library'>) => ({ templates: templateNames(library().templates), actions: actionIds })
const peopleOf = ({ plan }: Pick<Room, 'plan'>) => [...Object.keys(plan().people), ...Object.keys(plan().schedules)]

// What no playbook shows by itself: its name, a cause that two of a set claim, a cause that nobody would look after any more.
function misfits(before: readonly (readonly Playbook[])[], id: string, edited: Playbook): Complaint[] {
  const say = (message: string, fix: string): Complaint => ({ level: 'error', file: id, line: 1, column: 1, message, fix })
  if (edited.id !== id) return [say(`it calls itself "${edited.id}"`, `write "playbook: ${id}"`)]
  const sets = withVersions(before, [edited])
  const others = sets.find((set) => set.includes(edited))!.filter((other) => other !== edited)
  const claimed = edited.causes.flatMap((cause) => others.filter(({ causes }) => causes.includes(cause)).map((other) => [cause, other.id]))
  const orphans = CAUSES.filter(({ id: cause }) => !covers(sets, cause))
  return [
    ...claimed.map(([cause, other]) => say(`the cause "${cause}" is also claimed by "${other}"`, 'leave it to one of them')),
    ...orphans.slice(0, 1).map((cause) => say(`no playbook would cover ${cause.id} any more`, 'keep `causes: ["*"]` in one of them')),
  ]
}

function covers(sets: readonly (readonly Playbook[])[], cause: string): boolean {
  try {
    return choosePlaybook(sets, cause) !== null
  } catch {
    return false
  }
}
