import { Change, Changed, Choices, Settings } from '@allclear/wire/plan.ts'
import { z } from 'zod'
import { isMap, KEPT_KEYS, mergeWords, writtenAt } from '../../domain/plan/kept-entry.ts'
import type { KeptKind } from '../../domain/plan/kept-entry.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import { keptEntries } from '../../store/kept-entries.ts'
import type { Around } from '../around.ts'
import { changePlan } from '../kept-deeds.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const MOST = 1000
const id = z.string().min(1).max(253)
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
    settingsRoute(around, 'sites', z.strictObject({ site: id }), ({ site }) => site),
    settingsRoute(around, 'clients', z.strictObject({ client: id }), ({ client }) => client),
    settingsRoute(around, 'partners', z.strictObject({ partner: id }), ({ partner }) => partner),
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

const NOUNS = { sites: 'site', clients: 'client', partners: 'partner' } as const

const settingsRoute = <Params>(around: Around, kind: KeptKind, params: z.ZodType<Params>, idOf: (params: Params) => string): Route =>
  api({
    method: 'GET',
    path: `/api/v1/plan/${kind}/:${NOUNS[kind]}`,
    who: 'owner',
    does: `What is said of a ${NOUNS[kind]}, and for each key whether the file says it, and where, or somebody on screen.`,
    params,
    gives: Settings,
    answer: async (asked) => {
      operatorOnly(asked)
      return { json: await settingsOf(around, kind, idOf(asked.params)) }
    },
  })

// Contacts have a screen of their own; of a brand only this leaves, never the key that signs.
const BRAND = ['from', 'reply', 'colour', 'logo', 'greeting', 'signature'].map((key) => ['brand', key])
const SHOWN: Readonly<Record<KeptKind, readonly (readonly string[])[]>> = {
  sites: KEPT_KEYS.sites.map((key) => [key]),
  clients: KEPT_KEYS.clients.filter((key) => key !== 'contacts').map((key) => [key]),
  partners: [...KEPT_KEYS.partners.filter((key) => key !== 'contacts' && key !== 'brand').map((key) => [key]), ...BRAND],
}

async function settingsOf({ plan, basis, store }: Around, kind: KeptKind, id: string): Promise<Settings> {
  const whose = tenantOf(plan(), kind, id)
  if (whose === null)
    throw new Problem(
      'not-found',
      `${NOUNS[kind]}_unknown`,
      `There is no ${NOUNS[kind]} "${id}".`,
      'See /api/v1/plan/choices, /api/v1/sites.',
    )
  const { document } = basis
  const written = writtenAt(document.value, [kind, id])
  const row = (await keptEntries(store.db, whose)).find((entry) => entry.kind === kind && entry.id === id)
  const all = mergeWords(written, row?.body ?? {})
  const settings = SHOWN[kind].flatMap((path): Settings['settings'] => {
    const says = writtenAt(all, path)
    if (says === undefined) return []
    const isOfFile = writtenAt(written, path) !== undefined
    const { file, line } = document.complain([kind, id, ...path], '', '', { key: true })
    return [{ key: path.join('.'), says, from: isOfFile ? 'file' : 'screen', place: isOfFile ? `${file}:${line}` : null }]
  })
  return { id, isInFile: isMap(written), settings }
}

// The tenant under which an entry is kept; null where there is none.
function tenantOf(plan: Plan, kind: KeptKind, id: string): string | null {
  if (!Object.hasOwn(plan[kind], id)) return null
  return kind === 'partners' ? id : (plan[kind] as Plan['clients'] | Plan['sites'])[id]!.partner
}
