import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf } from './shapes.ts'

const moment = z.iso.datetime().nullable()
const domainShape = z.object({
  domain: z.string(),
  partner: z.string(),
  page: z.string(),
  record: z.object({ name: z.string(), type: z.literal('TXT'), value: z.string() }),
  provenAt: moment,
  certificateUntil: moment,
  nextLookAt: moment,
  failure: z.string().nullable(),
})

/** `/api/v1/domains`: the own domains of status pages, each with the record that proves whose it is. A partner sees its own. */
export const domainRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/domains',
    who: 'viewer',
    does: 'Says how the own domains of status pages stand, with the DNS record to make for each.',
    query: z.strictObject({}),
    gives: listOf(domainShape),
    answer: async (asked) => {
      const { partner: tenant } = callerOf(asked)
      const all = (await around.domains?.list()) ?? []
      const items = all
        .filter(({ partner, releasedAt }) => releasedAt === null && (tenant === null || partner === tenant))
        .map(({ domain, partner, page, record, provenAt, certificate, dueAt, failure }): z.infer<typeof domainShape> => ({
          ...{ domain, partner, page, failure },
          record: { ...record, type: 'TXT' },
          provenAt: isoOrNull(provenAt),
          certificateUntil: certificate && iso(certificate.until),
          nextLookAt: isoOrNull(dueAt),
        }))
      return { json: { items, next: null } }
    },
  }),
]
