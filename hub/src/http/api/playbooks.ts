import { z } from 'zod'
import { isoOrNull } from '../../domain/instant.ts'
import { editPlaybook, findPlaybook, withdrawPlaybook } from '../../engine/playbooks.ts'
import type { KeptPlaybook } from '../../engine/playbooks.ts'
import type { Around } from '../around.ts'
import { words } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const path = '/api/v1/playbooks/:playbook'
const params = z.strictObject({ playbook: z.string().max(64) })
const moment = z.string().nullable()
const gives = z.object({
  id: z.string(),
  version: z.int(),
  body: z.string(),
  at: moment,
  by: z.string().nullable(),
  versions: z.array(z.object({ version: z.int(), at: moment, by: z.string(), withdrawnAt: moment })),
})

/** `/api/v1/playbooks/{playbook}`: a playbook as it holds now, edited as data with versions (REA-1). For the operator's people alone. */
export function playbookRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path,
      who: 'viewer',
      does: 'A playbook as it holds now, as YAML, with its edited versions. For the operator’s people alone.',
      params,
      gives,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: show(await findPlaybook(around, asked.params.playbook)) }
      },
    }),
    api({
      method: 'PUT',
      path,
      who: 'owner',
      does: 'Keeps a new version of a playbook, which holds for causes found from now on; one with a mistake is refused whole.',
      params,
      body: z.strictObject({ body: words(100_000) }),
      gives,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: show(await editPlaybook(around, asked.params.playbook, asked.body.body, callerOf(asked).by)) }
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

const show = ({ at, versions, ...same }: KeptPlaybook): z.infer<typeof gives> => ({
  ...same,
  at: isoOrNull(at),
  versions: versions.map(({ version, at: made, by, withdrawnAt }) => ({
    ...{ version, by },
    at: isoOrNull(made),
    withdrawnAt: isoOrNull(withdrawnAt),
  })),
})
