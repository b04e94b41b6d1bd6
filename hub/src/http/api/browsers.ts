import { ECDH } from 'node:crypto'
import { isIP } from 'node:net'
import { Browsers } from '@allclear/wire/person.ts'
import { z } from 'zod'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { vapidKeys } from '../../engine/deliver/browsers-of.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { browsersOfPerson, forgetBrowser, keepBrowser } from '../../store/browsers.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const endpoint = z
  .url()
  .max(1000)
  .refine((text) => isPushService(text), 'is no push service; it has an https address with a name')

// As the Push API writes a subscription; RFC 8291 section 3.2 says what the keys are.
const subscription = z.strictObject({
  endpoint,
  expirationTime: z.number().nullish(),
  keys: z.strictObject({
    p256dh: z.string().max(100).refine(isPublicKey, 'is no public key of the curve P-256'),
    auth: z.string().regex(/^[\w-]{22}$/, 'is no secret of 16 bytes in base64url'),
  }),
})

/** `/api/v1/browsers`: the browsers of whoever asks that take push messages for them (RES-3). */
export function browserRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/browsers',
      who: 'viewer',
      does: 'The browsers that take push messages for you, and the key that a browser is asked with.',
      query: z.strictObject({}),
      gives: Browsers,
      answer: async (asked) => {
        const kept = await browsersOfPerson(around.store, personOf(around, callerOf(asked)))
        const browsers = kept.map((one) => ({ endpoint: one.endpoint, since: iso(one.made_at as Instant) }))
        return { json: { publicKey: vapidKeys(around.answerKey).publicKey, browsers } }
      },
    }),
    deed(around, '/api/v1/browsers', 'Pages you in this browser from now on.', subscription, 'browser-added', (tx, person, body, at) =>
      keepBrowser(tx, around.store.seals, person, { endpoint: body.endpoint, ...body.keys }, at),
    ),
    deed(
      around,
      '/api/v1/browsers/withdraw',
      'Pages you in that browser no more.',
      z.strictObject({ endpoint }),
      'browser-withdrawn',
      (tx, person, body) => forgetBrowser(tx, body.endpoint, person),
    ),
  ]
}

type Tx = Parameters<Parameters<Around['store']['transaction']>[0]>[0]

function deed<Body extends { readonly endpoint: string }>(
  around: Around,
  path: string,
  does: string,
  body: z.ZodType<Body>,
  what: 'browser-added' | 'browser-withdrawn',
  change: (tx: Tx, person: string, body: Body, at: Instant) => Promise<void>,
): Route {
  return api({
    method: 'POST',
    path,
    who: 'responder',
    does,
    body,
    gives: z.object({ done: z.literal(true) }),
    answer: async (asked) => {
      operatorOnly(asked)
      const person = personOf(around, callerOf(asked))
      const at = around.clock.now()
      await around.store.transaction(async (tx) => {
        await change(tx, person, asked.body, at)
        await addAudit(tx, { at, partner: null, who: person, what, about: new URL(asked.body.endpoint).host })
      })
      await around.readOverrides()
      return { json: { done: true } }
    },
  })
}

function personOf({ plan }: Around, { person }: Caller): string {
  if (person !== null && person in plan().people) return person
  throw new Problem('conflict', 'person_unknown', 'Nobody of the plan stands behind this token.', 'Log in as a person, in the browser.')
}

function isPushService(text: string): boolean {
  const { protocol, hostname, username, password } = URL.parse(text) ?? {}
  const isNamed = hostname !== undefined && isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && hostname.includes('.')
  return protocol === 'https:' && isNamed && username === '' && password === ''
}

function isPublicKey(text: string): boolean {
  try {
    const bytes = Buffer.from(text, 'base64url')
    return bytes.length === 65 && ECDH.convertKey(bytes, 'prime256v1').length > 0
  } catch {
    return false
  }
}
