import { Change, Changed, Choices, SiteSettings } from '@allclear/wire/plan.ts'
import { z } from 'zod'
import { isMap, KEPT_KEYS, mergeWords, writtenAt } from '../../domain/plan/kept-entry.ts'
import { Problem } from '../../problem.ts'
import { keptEntries } from '../../store/kept-entries.ts'
import type { Around } from '../around.ts'
import { changePlan } from '../kept-deeds.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const MOST = 1000
const changes = z.strictObject({
  changes: z.array(Change).min(1).max(MOST),
  dryRun: z.boolean().default(false),
  partly: z.boolean().default(false),
})

/** `/api/v1/plan`: partners, clients and sites as people add to them and change them on screen, laid over the file (issue of many: no file, no restart). */
export function planRoutes(around: Around): Route[] {
  return [
    api({
      method: 'POST',
      path: '/api/v1/plan/changes',
      who: 'owner',
      does: 'Adds, changes or takes away partners, clients and sites: all of these changes or none. A dry run only says what would be different.',
      body: changes,
      gives: Changed,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await changePlan(around, callerOf(asked).by, asked.body.changes, asked.body) }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/plan/choices',
      who: 'viewer',
      does: 'The partners, clients, providers, hosts, checks and tags that a site may name.',
      query: z.strictObject({}),
      gives: Choices,
      answer: (asked) => {
        operatorOnly(asked)
        return { json: choicesOf(around) }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/plan/sites/:site',
      who: 'owner',
      does: 'What is said of a site, and for each key whether the file says it, and where, or somebody on screen.',
      params: z.strictObject({ site: z.string().min(1).max(253) }),
      gives: SiteSettings,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await settingsOf(around, asked.params.site) }
      },
    }),
  ]
}

function choicesOf({ plan, basis }: Around): Choices {
  const { partners, clients, providers, hosts, sites } = plan()
  return {
    partners: Object.values(partners).map(({ id, name }) => ({ id, name })),
    clients: Object.values(clients).map(({ id, name, partner }) => ({ id, name, partner })),
    providers: Object.values(providers).map(({ id, name, kind }) => ({ id, name, kind })),
    hosts: Object.values(hosts).map(({ id, name }) => ({ id, name })),
    checks: [...basis.checks],
    tags: [...new Set(Object.values(sites).flatMap(({ tags }) => tags ?? []))].sort(),
  }
}

async function settingsOf({ plan, basis, store }: Around, id: string): Promise<SiteSettings> {
  const site = plan().sites[id]
  if (!site) throw new Problem('not-found', 'site_unknown', `There is no site "${id}".`, 'Look at /api/v1/sites.')
  const { document } = basis
  const written = writtenAt(document.value, ['sites', id])
  const row = (await keptEntries(store.db, site.partner)).find((entry) => entry.kind === 'sites' && entry.id === id)
  const says = mergeWords(written, row?.body ?? {})
  const settings = KEPT_KEYS.sites.flatMap((key): SiteSettings['settings'] => {
    if (says[key] === undefined) return []
    const isOfFile = writtenAt(written, [key]) !== undefined
    const { file, line } = document.complain(['sites', id, key], '', '', { key: true })
    return [{ key, says: says[key], from: isOfFile ? 'file' : 'screen', place: isOfFile ? `${file}:${line}` : null }]
  })
  return { id, isInFile: isMap(written), settings }
}
