import { z } from 'zod'
import type { Provider } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'
import { operatorOnly } from '../operator-only.ts'
import { listOf } from './shapes.ts'

const text = z.string().nullable()
const providerShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  managed: z.boolean(),
  support: z.object({ url: text, mail: text, phone: text }),
  login: text,
  authority: z.object({ people: z.array(z.string()), for: z.array(z.string()), proof: z.string() }).nullable(),
  credentials: text,
  plans: z.array(z.object({ name: z.string(), disk: text, transfer: text, visits: z.int().nullable(), price: z.string() })),
  sites: z.array(z.string()),
})

/** `/api/v1/providers`: the vendors that the sites stand on, and who may speak with them (REA-10, PRP-5). */
export function providersRoute(around: Around): Route {
  return api({
    method: 'GET',
    path: '/api/v1/providers',
    who: 'viewer',
    does: 'Lists the providers with support, authority and where credentials are kept. For the operator’s people alone.',
    query: z.strictObject({}),
    gives: listOf(providerShape),
    answer: (asked) => {
      operatorOnly(asked)
      const { providers, sites } = around.plan()
      const standOn = (id: string) =>
        Object.values(sites).flatMap((site) => ([site.hosting, site.dns, site.registrar].includes(id) ? [site.id] : []))
      const items = Object.values(providers).map((provider) => showProvider(provider, standOn(provider.id)))
      return { json: { items, next: null } }
    },
  })
}

const showProvider = (provider: Provider, sites: string[]): z.infer<typeof providerShape> => {
  const { id, name, kind, managed, support, login, authority, credentials, plans } = provider
  return {
    ...{ id, name, kind, managed, support, login, credentials, sites },
    authority: authority && { people: [...authority.people], for: [...authority.for], proof: authority.proof },
    plans: [...plans],
  }
}
