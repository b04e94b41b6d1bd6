import { Enrolled, Enrolment, PublishedSums, ReportAnswer } from '@allclear/wire/agent.ts'
import { minutes } from '../../domain/instant.ts'
import type { Sealed } from '../../engine/agents/open-sealed.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { api } from '../route.ts'
import type { Asked, Route } from '../route.ts'

/** `/api/agent/v1`: how agents get in, and what they report (MON-4). Each report is signed by the agent's own key. */
export function agentRoutes(around: Around): Route[] {
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
      throw new Problem('not-allowed', 'signature_invalid', 'This report is not signed.', 'Send it as `agent run` does.')
    return { agent, sentAt: Number(sentAt), signature, body: asked.body as string }
  }
  return [
    {
      ...api({
        method: 'POST',
        path: '/api/agent/v1/enrol',
        who: 'anyone',
        does: 'Lets an agent onto its host: a single-use token and the agent’s own public key.',
        body: Enrolment,
        gives: Enrolled,
        answer: async (asked) => {
          mayKnock(asked, 'enrol')
          return { status: 201, json: await around.agents.enrol(asked.body) }
        },
      }),
      provesItself: true,
    },
    {
      ...signed('/api/agent/v1/reports', 'Hears the report of an agent, signed by it; answers what its host is to do.'),
      gives: ReportAnswer,
      answer: async (asked) => ({ json: await around.agents.hear(readSealed(asked)) }),
    },
    {
      ...signed('/api/agent/v1/sums', 'The published sums of a version of WordPress, for an agent that compares.'),
      gives: PublishedSums,
      answer: async (asked) => ({ json: await around.agents.sums(readSealed(asked)) }),
    },
  ]
}

const signed = (path: string, does: string) =>
  ({ method: 'POST', path, who: 'anyone', does, provesItself: true, reads: 'text', speaks: 'json' }) as const
