import { minutes } from '../domain/instant.ts'
import type { Sealed } from '../engine/agents/open-sealed.ts'
import { Problem } from '../problem.ts'
import type { Around } from './around.ts'
import { limiter } from './limiter.ts'
import { tooMany } from './problems.ts'
import type { Asked } from './route.ts'

/** Reads what agents and probes sign, and hears each of them only so often. */
export function sealedReader(around: Pick<Around, 'clock'>) {
  const knocks = limiter({ max: 600, per: minutes(1) })
  const mayKnock = ({ ip }: Asked, key: string) => {
    const wait = knocks(`${ip} ${key}`, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  const readSealed = (asked: Asked): Sealed => {
    const [agent = '', sentAt = '', signature = ''] = ['agent', 'sent-at', 'signature'].map(
      (name) => asked.header(`x-allclear-${name}`) ?? '',
    )
    mayKnock(asked, agent)
    if (!/^\d{1,15}$/.test(sentAt) || agent === '' || signature === '')
      throw new Problem('not-allowed', 'signature_invalid', 'This report is not signed.', 'Send it as `agent run` and `probe` do.')
    return { agent, sentAt: Number(sentAt), signature, body: asked.body as string }
  }
  return { mayKnock, readSealed }
}

/** An address that takes what is signed, as it came. */
export const signed = (path: string, does: string) =>
  ({ method: 'POST', path, who: 'anyone', does, provesItself: true, reads: 'text', speaks: 'json' }) as const
