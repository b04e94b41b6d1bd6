import type { FastifyRequest } from 'fastify'
import { createHash, hkdfSync } from 'node:crypto'
import { iso } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { beginRequest, forgetRequest, keepAnswer } from '../store/kept-answers.ts'
import type { KeptAnswer, KeyedRequest } from '../store/kept-answers.ts'
import { openAt, sealAt } from '../store/sealed.ts'
import type { SealingKey } from '../store/sealed.ts'
import type { Around } from './around.ts'
import { proofOf } from './caller.ts'
import type { Answer } from './route.ts'

/** What is kept of an answer: nothing else of it is ever repeated. */
type Kept = { readonly status: number; readonly json: unknown }

/**
 * A request to the API with an `Idempotency-Key` is done once within 24 hours: the same one again gets the first answer, another with the same
 * key is refused, and so is one that comes while the first has no answer yet (draft-ietf-httpapi-idempotency-key-header-07). What was refused
 * has done nothing: its key is free again. Answers are kept sealed with the caller's own token, since some hold a secret.
 */
export async function answerOnce(
  { store: { db }, clock }: Around,
  request: FastifyRequest,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const mine = keyed(request)
  if (mine === null) return answer()
  const earlier = await beginRequest(db, mine, clock.now())
  if (earlier) return again(request, mine, earlier)
  try {
    const given = await answer()
    if ('json' in given) await keepAnswer(db, mine, sealed(request, mine, { status: given.status ?? 200, json: given.json }))
    else await forgetRequest(db, mine) // a look, told line by line
    return given
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') await forgetRequest(db, mine)
    throw error
  }
}

// The draft writes the key in quotes; many clients send it bare.
const KEY = /^("?)([\x21\x23-\x7e]{1,200})\1$/

function keyed({ headers, method, url, body, caller, routeOptions }: FastifyRequest): KeyedRequest | null {
  const key = [headers['idempotency-key']].flat()[0]
  if (key === undefined || !caller || method === 'GET' || !routeOptions.url?.startsWith('/api/v1/')) return null
  const bare = KEY.exec(key)?.[2]
  if (bare === undefined) throw invalid()
  return {
    ...{ partner: caller.partner ?? 'operator', token: caller.tokenId, key: hashOf(bare) },
    asked: hashOf(`${method} ${url}\n${JSON.stringify(body ?? null)}`),
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const placeOf = ({ partner, token, key }: KeyedRequest) => ({ table: 'kept_answer', column: 'answer', row: [partner, token, key] })

// Only who holds the token can open what this seals: the hub keeps no more of it than a hash.
const keyOfProof = (proof: string): SealingKey => ({
  id: 'token',
  key: Buffer.from(hkdfSync('sha256', proof, '', 'allclear kept answer', 32)),
})

const sealed = (request: FastifyRequest, mine: KeyedRequest, kept: Kept) =>
  sealAt(keyOfProof(proofOf(request)!), placeOf(mine), JSON.stringify(kept))

function again(request: FastifyRequest, mine: KeyedRequest, { asked, begunAt, answer }: KeptAnswer): Answer {
  if (asked !== mine.asked) throw reused()
  const kept = answer === null ? null : openAt(keyOfProof(proofOf(request)!), placeOf(mine), answer)
  if (kept === null) throw underWay(iso(begunAt))
  return { ...(JSON.parse(kept.toString()) as Kept), headers: { 'idempotency-replayed': 'true' } }
}

const invalid = () =>
  new Problem(
    'bad-input',
    'idempotency_key_invalid',
    'This Idempotency-Key is none.',
    'Send 1 to 200 printable characters without spaces, such as a UUID.',
  )
const reused = () =>
  new Problem(
    'conflict',
    'idempotency_key_reused',
    'This Idempotency-Key was sent with another request.',
    'Take a new key for each request; use one again only to repeat the same.',
  )
const underWay = (begunAt: string) =>
  new Problem(
    'conflict',
    'request_under_way',
    `The first request with this Idempotency-Key came at ${begunAt} and has no answer yet.`,
    'Wait, then send the same again. If that does not help, look whether it was done, and take a new key.',
    { cause: { afterSeconds: 1 } },
  )
