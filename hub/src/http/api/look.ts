import { z } from 'zod'
import { iso, isoOrNull, minutes } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const text = z.string()
const maybe = text.nullable()
const moment = z.iso.datetime()
const cardShape = z.object({
  ...{ url: z.url(), site: text, status: z.int().nullable(), title: maybe, registrar: maybe, expires: moment.nullable() },
  ...{ nameServers: z.array(text), dns: maybe, addresses: z.array(text), server: maybe, cms: maybe, mail: z.array(text) },
  certificate: z.object({ issuer: text, validTo: moment, isTrusted: z.boolean() }).nullable(),
  checks: z.array(z.object({ kind: text, because: text })),
  expect: z.object({ status: z.int().nullable(), contains: maybe }),
  missing: z.array(text),
})

/** `/api/v1/sites/look`: what an address tells of a site before it is watched. It gives no body of what was fetched. */
export function lookRoute(around: Around): Route {
  const knocks = limiter({ max: 10, per: minutes(1) })
  return api({
    method: 'POST',
    path: '/api/v1/sites/look',
    who: 'responder',
    does: 'Looks once at an address: who keeps its name, its DNS, its certificate and its page, and what to watch.',
    body: z.strictObject({ url: z.string().min(1).max(500) }),
    gives: cardShape,
    answer: async (asked) => {
      operatorOnly(asked)
      const wait = knocks(callerOf(asked).by, around.clock.now())
      if (wait !== null) throw tooMany(wait)
      const { certificate, expires, ...same } = await around.lookAt(asked.body.url)
      const shown = certificate && { ...certificate, validTo: iso(certificate.validTo) }
      return { json: { ...same, expires: isoOrNull(expires), certificate: shown } }
    },
  })
}
