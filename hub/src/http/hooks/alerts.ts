import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { AlertSource } from '../../domain/alert/alert.ts'
import { ALERT_KINDS } from '../../domain/alert/index.ts'
import { minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { hearAlerts, hearStranger } from '../../engine/inbox/hear-alerts.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked, Route } from '../route.ts'
import { readPayload } from './read-payload.ts'
import { signedAt } from './standard-signature.ts'

const params = z.strictObject({ source: z.string().max(63), token: z.string().max(200).optional() })

/**
 * `/hooks/alerts/<source>/<token>`: what other monitors say. By the token in the address, a signature (standardwebhooks.com) in its place, or both.
 * A sender nobody knows is refused, and what it sent waits for a person to see.
 */
export function alertHooks(around: Around): Route[] {
  const strangers = limiter({ max: 30, per: minutes(1) })
  const senders = limiter({ max: 600, per: minutes(1) })
  const answer = async (asked: Asked) => {
    const now = around.clock.now()
    const given = asked.params as z.infer<typeof params>
    const source = around.plan().alerts[given.source]
    const proof = source ? provenBy(around, source, given.token, asked) : null
    const wait = proof ? senders(source!.id, now) : strangers(asked.ip, now)
    if (wait !== null) throw tooMany(wait)
    if (!source || !proof) return refuseStranger(around, given.source, source, asked)
    return { json: { ok: true, alerts: await hear(around, source, asked, proof.signedAt) } }
  }
  const route = (path: string): Route => ({
    method: 'POST',
    path,
    who: 'anyone',
    does: 'Hears alerts of another monitor, which the plan names under `alerts`.',
    provesItself: true,
    reads: 'text',
    speaks: 'json',
    params,
    answer,
  })
  return [route('/hooks/alerts/:source'), route('/hooks/alerts/:source/:token')]
}

// Everything that the plan asks of the source must be there, and it asks for something.
function provenBy(
  around: Around,
  { id }: AlertSource,
  given: string | undefined,
  { body, header }: Asked,
): { signedAt: Instant | null } | null {
  const [token, secret] = ['token', 'signing-secret'].map((key) => around.secrets().get(`alerts.${id}.${key}`))
  if (token === undefined && secret === undefined) return null
  if (token !== undefined && !isSame(given ?? '', token)) return null
  if (secret === undefined) return { signedAt: null }
  const [webhook, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header)
  const at = signedAt({ body: body as string, id: webhook, timestamp, signature }, secret, around.clock.now())
  return at === null ? null : { signedAt: at }
}

// Neither the length nor the first letters of the token show in how long it takes.
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted))
const digest = (text: string) => createHash('sha256').update(text).digest()

async function hear(around: Around, source: AlertSource, { body, header }: Asked, signed: Instant | null): Promise<number> {
  const payload = readPayload(body as string, header('content-type'))
  const reading = ALERT_KINDS.find(({ kind }) => kind === source.kind)!.read(payload, source.mapping)
  if ('wrong' in reading) {
    await hearStranger(around, {
      about: 'Not understood',
      says: body as string,
      source: source.id,
      ...(source.partner && { partner: source.partner }),
    })
    throw new Problem('bad-input', 'alert_not_understood', reading.wrong, `Look at alerts.${source.id}.kind in the configuration.`)
  }
  const alerts = reading.alerts.map((alert) => ({ ...alert, at: alert.at ?? signed }))
  if (await hearAlerts(around, source, alerts)) around.nudge('alerts')
  return alerts.length
}

async function refuseStranger(around: Around, name: string, source: AlertSource | undefined, { body }: Asked): Promise<never> {
  const about = source ? `${source.name} (${source.id}), without its token or signature` : `A sender that calls itself “${name}”`
  await hearStranger(around, { about, says: body as string })
  const fix = 'Take the address, or the secret that signs, from alerts in the configuration.'
  throw new Problem('not-allowed', 'alert_source_unknown', 'Nobody here expects alerts from this sender.', fix)
}
