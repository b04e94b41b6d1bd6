import { z } from 'zod'
import type { BrandState } from '../../domain/brand/brand-state.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const recordShape = z.object({
  state: z.enum(['good', 'missing', 'wrong', 'unknown']),
  says: z.string(),
  paste: z.object({ name: z.string(), type: z.literal('TXT'), value: z.string() }).nullable(),
})
const brandShape = z.object({
  partner: z.string(),
  name: z.string(),
  from: z.string(),
  domain: z.string(),
  spf: recordShape,
  dkim: recordShape,
  dmarc: recordShape,
})

/** `/api/v1/brands`: whether mail in each name will be believed, asked of DNS now. */
export const brandRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/brands',
    who: 'viewer',
    does: 'Says how SPF, DKIM and DMARC of each sending domain stand in DNS, with the records to paste.',
    query: z.strictObject({}),
    gives: listOf(brandShape),
    answer: async (asked) => ({ json: { items: await brandsFor(around, callerOf(asked)), next: null } }),
  }),
]

/** The brands that the caller may see: a partner its own. Only these are asked about. */
export function brandsFor(around: Around, { partner }: Caller): Promise<readonly BrandState[]> {
  const plan = around.plan()
  const own = partner === null ? undefined : plan.partners[partner]
  return partner === null
    ? around.judgeBrands(plan)
    : around.judgeBrands({ ...plan, partners: own ? { [own.id]: own } : {} }).then((all) => all.filter((one) => one.partner === partner))
}
