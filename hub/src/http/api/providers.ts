import { Providers } from '@allclear/wire/provider.ts'
import type { Provider as Shown } from '@allclear/wire/provider.ts'
import { z } from 'zod'
import { sayAuthority } from '../../domain/handover/contacts.ts'
import { isoOrNull } from '../../domain/instant.ts'
import type { Plan, Provider } from '../../domain/plan/plan.ts'
import { listIncidents } from '../../store/incidents.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'
import { operatorOnly } from '../operator-only.ts'

const MOST = 500

/** `/api/v1/providers`: the vendors that the sites stand on, who may speak with them, and what is open with them (REA-10, PRP-5). */
export function providersRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/providers',
    who: 'viewer',
    does: 'Lists the providers with support, authority, where credentials are kept, open cases and open incidents. For the operator’s people alone.',
    query: z.strictObject({}),
    gives: Providers,
    answer: async (asked) => {
      operatorOnly(asked)
      const plan = around.plan()
      const open = await whatIsOpen(around)
      return { json: { items: Object.values(plan.providers).map((provider) => showProvider(provider, plan, open)), next: null } }
    },
  })
}

type Open = { readonly cases: readonly (Shown['cases'][number] & { readonly provider: string })[]; readonly incidents: Shown['incidents'] }

async function whatIsOpen({ store }: Around): Promise<Open> {
  const [tasks, incidents] = await Promise.all([
    listTasks(store.db, { open: true, limit: MOST }),
    listIncidents(store.db, { partner: null, phases: ['open', 'stabilising'], limit: MOST }),
  ])
  return {
    cases: tasks.flatMap(({ incident, vendorCase, dueAt }) =>
      vendorCase === null ? [] : [{ ...vendorCase, incident: String(incident), due: isoOrNull(dueAt) }],
    ),
    incidents: incidents.map(({ incident: { id, site } }) => ({ id, site })),
  }
}

function showProvider(provider: Provider, plan: Plan, { cases, incidents }: Open): Shown {
  const { id, name, kind, managed, support, login, status, authority, credentials, plans } = provider
  const sites = Object.values(plan.sites).flatMap((site) => ([site.hosting, site.dns, site.registrar].includes(id) ? [site.id] : []))
  return {
    ...{ id, name, kind, managed, support, login, status, credentials, sites },
    authority: authority && { people: [...authority.people], for: [...authority.for], proof: authority.proof },
    authoritySays: authority && sayAuthority(authority, plan),
    plans: [...plans],
    cases: cases.flatMap(({ provider: of, incident, number, due }) => (of === id ? [{ incident, number, due }] : [])),
    incidents: incidents.filter(({ site }) => sites.includes(site)),
  }
}
