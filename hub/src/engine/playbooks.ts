import { actionIds } from '../actions/index.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { CAUSES } from '../domain/diagnosis/taxonomy.ts'
import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import { templateNames } from '../domain/message/template.ts'
import type { Instant } from '../domain/instant.ts'
import { choosePlaybook } from '../domain/playbook/choose.ts'
import type { Playbook } from '../domain/playbook/playbook.ts'
import { readPlaybook } from '../domain/playbook/read-playbook.ts'
import { withVersions } from '../domain/playbook/with-versions.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { addPlaybookVersion, currentVersions, versionsOf, withdrawVersion } from '../store/playbooks.ts'
import type { PlaybookVersion } from '../store/playbooks.ts'
import type { Db } from '../store/store.ts'
import type { Room } from './room.ts'

type Shelf = Pick<Room, 'store' | 'clock' | 'plan' | 'library'>

/** A playbook as it holds now, and what became of its versions. Of a file it is version 1. */
export type KeptPlaybook = {
  readonly id: string
  readonly version: number
  readonly body: string
  readonly at: Instant | null // null: from a file
  readonly by: string | null
  readonly versions: readonly Omit<PlaybookVersion, 'playbook' | 'body'>[]
}

/** The playbooks for a cause that is found now, edited ones included, in order of precedence. What is under way keeps what it has pinned. */
export async function playbooksNow(room: Shelf, db: Db = room.store.db): Promise<readonly (readonly Playbook[])[]> {
  const versions = await currentVersions(db, OPERATOR)
  const edited = versions.flatMap(({ body, playbook, version }) => {
    const read = readPlaybook(body, playbook, aroundOf(room)).playbook
    return read ? [{ ...read, version }] : [] // a template was taken away meanwhile: the file holds again
  })
  return withVersions(room.library().playbooks, edited)
}

/** A playbook with its versions, the newest first. Throws a Problem when there is none of that name. */
export async function findPlaybook(room: Shelf, id: string): Promise<KeptPlaybook> {
  const versions = await versionsOf(room.store.db, OPERATOR, id)
  const current = versions.find(({ withdrawnAt }) => withdrawnAt === null)
  const file = room.library().sources.get(id)
  if (!current && file === undefined)
    throw new Problem('not-found', 'playbook_unknown', `There is no playbook ${id}.`, 'See: allclear playbook list')
  return {
    id,
    version: current?.version ?? 1,
    body: current?.body ?? file!,
    at: current?.at ?? null,
    by: current?.by ?? null,
    versions: versions.map(({ version, at, by, withdrawnAt }) => ({ version, at, by, withdrawnAt })),
  }
}

/** Keeps an edited playbook as a new version, which holds for causes found from now on. Refused with every complaint at once, and then nothing is kept. */
export async function editPlaybook(room: Shelf, id: string, body: string, by: string): Promise<KeptPlaybook> {
  const read = readPlaybook(body, id, { ...aroundOf(room), people: peopleOf(room) })
  const at = room.clock.now()
  await room.store.transaction(async (tx) => {
    const complaints = read.complaints.filter(({ level }) => level === 'error')
    const all = read.playbook ? [...complaints, ...misfits(await playbooksNow(room, tx), id, read.playbook)] : complaints
    if (all.length > 0)
      throw new Problem('bad-input', 'playbook_invalid', printComplaints(all).trimEnd(), 'Mend what is named and try again.', {
        complaints: all,
      })
    const first = room.library().sources.has(id) ? 2 : 1 // a file is version 1
    const { version } = await addPlaybookVersion(tx, OPERATOR, { playbook: id, body, at, by, first })
    await addAudit(tx, { at, partner: OPERATOR, who: by, what: 'playbook-edited', about: `playbook ${id}, version ${version}` })
  })
  return findPlaybook(room, id)
}

/** Withdraws the version that holds: the one before it holds again, at last the file. */
export async function withdrawPlaybook(room: Shelf, id: string, by: string): Promise<void> {
  const at = room.clock.now()
  const { version, at: editedAt } = await findPlaybook(room, id)
  await room.store.transaction(async (tx) => {
    if (editedAt === null || !(await withdrawVersion(tx, OPERATOR, id, version, at)))
      throw new Problem('conflict', 'playbook_unedited', `No version of ${id} is left to withdraw.`, 'A file is changed where it lies.')
    await addAudit(tx, { at, partner: OPERATOR, who: by, what: 'playbook-withdrawn', about: `playbook ${id}, version ${version}` })
  })
}

const aroundOf = ({ library }: Shelf) => ({ templates: templateNames(library().templates), actions: actionIds })
const peopleOf = ({ plan }: Shelf) => [...Object.keys(plan().people), ...Object.keys(plan().schedules)]

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
