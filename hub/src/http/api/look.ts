import { PassThrough } from 'node:stream'
import { Card, LookLine } from '@allclear/wire/plan.ts'
import { z } from 'zod'
import { iso, isoOrNull, minutes } from '../../domain/instant.ts'
import type { SiteCard } from '../../domain/plan/site-card.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const body = z.strictObject({ url: z.string().min(1).max(500) })

/** `/api/v1/sites/look`: what an address tells of a site before it is watched, at once or line by line. It gives no body of what was fetched. */
export function lookRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 10, per: minutes(1) })
  const admit = (asked: { readonly caller: Caller | null }) => {
    operatorOnly(asked)
    const wait = knocks(callerOf(asked).by, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return [
    api({
      method: 'POST',
      path: '/api/v1/sites/look',
      who: 'responder',
      does: 'Looks once at an address: who keeps its name, its DNS, its certificate and its page, and what to watch.',
      body,
      gives: Card,
      answer: async (asked) => {
        admit(asked)
        return { json: showCard(await around.lookAt(asked.body.url)) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/sites/look/lines',
      who: 'responder',
      does: 'The same as lines of JSON, one whenever more is known.',
      body,
      gives: LookLine,
      answer: (asked) => {
        admit(asked)
        return { stream: linesOf(around, asked.body.url), type: 'application/x-ndjson; charset=utf-8' }
      },
    }),
  ]
}

function linesOf(around: Around, url: string): PassThrough {
  const stream = new PassThrough()
  const say = (line: Partial<LookLine>) => {
    if (stream.writable) stream.write(`${JSON.stringify({ card: null, waiting: [], isDone: false, problem: null, ...line })}\n`)
  }
  const ended = around
    .lookAt(url, (card, waiting) => say({ card: showCard(card), waiting: [...waiting] }))
    .then((card): Partial<LookLine> => ({ card: showCard(card) }))
    .catch((error: unknown): Partial<LookLine> => {
      if (!(error instanceof Problem)) around.onBug?.(error, 'look')
      const [message, fix] = error instanceof Problem ? [error.message, error.fix] : ['The look failed.', 'Try again.']
      return { problem: { message, fix } }
    })
  void ended.then((last) => {
    say({ ...last, isDone: true })
    stream.end()
  })
  return stream
}

const showCard = ({ certificate, expires, ...same }: SiteCard): Card => ({
  ...same,
  ...{ nameServers: [...same.nameServers], addresses: [...same.addresses], mail: [...same.mail], missing: [...same.missing] },
  checks: same.checks.map((check) => ({ ...check })),
  expires: isoOrNull(expires),
  certificate: certificate && { ...certificate, validTo: iso(certificate.validTo) },
})
