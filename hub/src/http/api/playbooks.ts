import { Difference, Playbook, Playbooks, PlaybookText } from '@allclear/wire/playbook.ts'
import type { PlaybookRow, Version } from '@allclear/wire/playbook.ts'
import { z } from 'zod'
import { isoOrNull } from '../../domain/instant.ts'
import { differenceOf } from '../../domain/playbook/difference.ts'
import { outlineOf } from '../../domain/playbook/outline.ts'
import { editPlaybook, findPlaybook, judgePlaybook, listPlaybooks, playbookText, withdrawPlaybook } from '../../engine/playbooks.ts'
import type { KeptPlaybook, VersionNote } from '../../engine/playbooks.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { words } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const path = '/api/v1/playbooks/:playbook'
const params = z.strictObject({ playbook: z.string().max(64) })
const number = z.coerce.number().int('is no version; write 3').min(1, 'is no version; write 3').max(1_000_000)
const which = z.union([z.literal('file'), number], { error: 'is no version; write 3, or file' })

/** `/api/v1/playbooks`: playbooks as they hold now, edited as data with versions (REA-1). For the operator's people alone. */
export function playbookRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/playbooks',
      who: 'viewer',
      does: 'Lists the playbooks as they hold now, in order of precedence. For the operator’s people alone.',
      query: z.strictObject({}),
      gives: Playbooks,
      answer: async (asked) => {
        operatorOnly(asked)
        const items = (await listPlaybooks(around)).map((one) => showRow(around, one))
        return { json: { items, next: null } }
      },
    }),
    api({
      method: 'GET',
      path,
      who: 'viewer',
      does: 'A playbook as it holds now, as YAML, with its versions. For the operator’s people alone.',
      params,
      gives: Playbook,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await show(around, callerOf(asked), await findPlaybook(around, asked.params.playbook)) }
      },
    }),
    api({
      method: 'GET',
      path: `${path}/versions/:version`,
      who: 'viewer',
      does: 'The whole text of one version; 1 is the file.',
      params: params.extend({ version: number.meta({ type: 'integer' }) }),
      gives: PlaybookText,
      answer: async (asked) => {
        operatorOnly(asked)
        const { playbook: id, version } = asked.params
        return { json: { id, version, body: await playbookText(around, id, version) } }
      },
    }),
    api({
      method: 'GET',
      path: `${path}/difference`,
      who: 'viewer',
      does: 'What changed from one version to another, line by line; `file` is the file as it lies now.',
      params,
      query: z.strictObject({ from: which, to: which }),
      gives: Difference,
      answer: async (asked) => {
        operatorOnly(asked)
        const { playbook: id } = asked.params
        const { from, to } = asked.query
        const [before, after] = [await playbookText(around, id, from), await playbookText(around, id, to)]
        return { json: { id, from, to, lines: differenceOf(before, after) } }
      },
    }),
    api({
      method: 'PUT',
      path,
      who: 'owner',
      does: 'Saves a new version of a playbook with its reason, which holds for causes found from now on; one with a mistake is refused whole.',
      params,
      body: z.strictObject({
        body: words(100_000),
        reason: words(500),
        incident: z.int().min(1).nullable().optional(),
        over: z.int().min(0).optional(),
      }),
      gives: Playbook,
      answer: async (asked) => {
        operatorOnly(asked)
        const caller = callerOf(asked)
        return { json: await show(around, caller, await editPlaybook(around, asked.params.playbook, { ...asked.body, by: caller.by })) }
      },
    }),
    api({
      method: 'DELETE',
      path,
      who: 'owner',
      does: 'Withdraws the version that holds; the one before it holds again, at last the file.',
      params,
      gives: z.object({ withdrawn: z.boolean() }),
      answer: async (asked) => {
        operatorOnly(asked)
        await withdrawPlaybook(around, asked.params.playbook, callerOf(asked).by)
        return { json: { withdrawn: true } }
      },
    }),
  ]
}

const showVersion = ({ plan }: Around, { version, at, by, reason, incident, withdrawnAt }: VersionNote): Version => ({
  ...{ version, at: isoOrNull(at), by, reason, incident, withdrawnAt: isoOrNull(withdrawnAt) },
  who: by === null ? null : (plan().people[by]?.name ?? by),
})

async function show(around: Around, caller: Caller, { id, body, fileChanged, versions, ...holds }: KeptPlaybook): Promise<Playbook> {
  const { playbook } = await judgePlaybook(around, id, body)
  return {
    ...{ id, body, fileChanged, version: holds.version, at: isoOrNull(holds.at), by: holds.by },
    versions: versions.map((one) => showVersion(around, one)),
    title: playbook?.title ?? id,
    steps: playbook ? outlineOf(playbook, body) : [],
    mayTry: mayEnter('responder', caller),
    mayEdit: mayEnter('owner', caller),
  }
}

function showRow(around: Around, { id, playbook, fileChanged, ...holds }: Awaited<ReturnType<typeof listPlaybooks>>[number]): PlaybookRow {
  const { withdrawnAt: _, ...version } = showVersion(around, holds)
  const { title, causes, severity, steps } = playbook
  return { ...version, id, title, causes: [...causes], severity, steps: steps.length, fileChanged }
}
