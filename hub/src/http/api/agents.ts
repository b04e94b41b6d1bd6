import { Enrolled, Enrolment, PublishedSums, ReportAnswer } from '@allclear/wire/agent.ts'
import type { Around } from '../around.ts'
import { sealedReader, signed } from '../read-sealed.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

/** `/api/agent/v1`: how agents get in, and what they report (MON-4). Each report is signed by the agent's own key. */
export function agentRoutes(around: Around): Route[] {
  const { mayKnock, readSealed } = sealedReader(around)
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
