import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { hostAction } from '@allclear/wire/host-actions.ts'
import { HostEnrolment, Hosts, WholeHost } from '@allclear/wire/host.ts'
import { iso } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { findOrder } from '../../store/agent-orders.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { hostStates } from '../host-states.ts'
import { showHost, showWholeHost } from '../host/show-host.ts'
import { words } from '../input.ts'
import { incidentOf } from '../incident-of.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Asked, Route } from '../route.ts'

const hostParams = z.strictObject({ host: z.string().min(1).max(253) })
const orderParams = hostParams.extend({ id: z.string().min(1).max(60) })
const Placed = z.object({ id: z.string(), waits: z.boolean() }) // waits: for people

/** `/api/v1/hosts`: the servers and what their agents see. For the operator's people alone: sites of several partners may share one. */
export function hostRoutes(around: Around): Route[] {
  const find = async (id: string) => {
    const found = (await hostStates(around)).find(({ host }) => host.id === id)
    if (!found) throw new Problem('not-found', 'host_unknown', `There is no host "${id}".`, 'Look at /api/v1/hosts.')
    return found
  }
  const findOrderOf = async ({ host, id }: z.infer<typeof orderParams>) => {
    const order = await findOrder(around.store.db, id)
    if (order?.host === host) return order
    throw new Problem('not-found', 'order_unknown', `There is no order "${id}" to this host.`, 'See what POST answered.')
  }
  return [
    api({
      method: 'GET',
      path: '/api/v1/hosts',
      who: 'viewer',
      does: 'The servers, and how their agents say they are.',
      query: z.strictObject({}),
      gives: Hosts,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: { items: (await hostStates(around)).map(showHost), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/hosts/:host',
      who: 'viewer',
      does: 'One of them, with the figures of a day, what happened there in a month, and what it was told to do.',
      params: hostParams,
      gives: WholeHost,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await showWholeHost(around, callerOf(asked), await find(asked.params.host)) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/hosts/:host/enrolment',
      who: 'owner',
      does: 'A single-use token that lets an agent onto a host within the hour, and the line to paste there. A site stands for its host.',
      params: hostParams,
      body: z.strictObject({}),
      gives: HostEnrolment,
      answer: async (asked) => {
        operatorOnly(asked)
        const { host: given } = asked.params
        const plan = around.plan()
        const host = Object.hasOwn(plan.hosts, given) ? given : (plan.sites[given]?.host ?? given)
        const { token, expiresAt } = await around.agents.invite(host, callerOf(asked).by)
        const url = plan.hub.url
        const line = `curl -fsS ${url}agent/install.sh -o allclear-agent.sh && printf %s ${token} | sudo sh allclear-agent.sh ${url}`
        return { status: 201, json: { host, token, line, expiresAt: iso(expiresAt) } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/hosts/:host/orders',
      who: 'responder',
      does: 'Asks the agent of a host to do something; the host’s own list says whether it does. What takes two people waits for them.',
      params: hostParams,
      body: z.strictObject({
        action: words(40),
        args: z.record(z.string().max(40), z.string().max(253)).default({}),
        dryRun: z.boolean().default(false),
        incident: z.int().min(1).optional(),
      }),
      gives: Placed,
      answer: async (asked) => {
        operatorOnly(asked)
        const caller = callerOf(asked)
        const { action, args, dryRun, incident: number } = asked.body
        if (!dryRun && !hostAction(action)?.twoPeople && !mayEnter('owner', caller))
          throw new Problem('not-allowed', 'order_needs_owner', `An owner alone has ${action} done.`, 'Try it dry, and ask an owner.')
        const { host } = await find(asked.params.host)
        const partner = number === undefined ? null : (await incidentOf(around, caller, number)).partner
        const incident = partner === null ? null : { partner, number: number! }
        const order = { action, args, dryRun, incident, by: caller.by, person: caller.person }
        return { status: 201, json: await around.agents.order(host.id, order) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/hosts/:host/orders/:id/agree',
      who: 'responder',
      does: 'One of the two people says yes to an order that waits, once the host has said what would be done. The same one twice is refused.',
      params: orderParams,
      body: z.strictObject({}),
      gives: Placed,
      answer: async (asked) => {
        const person = personOf(asked)
        await findOrderOf(asked.params)
        return { json: await around.agents.agree(asked.params.id, person) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/hosts/:host/orders/:id/decline',
      who: 'responder',
      does: 'Somebody says no to an order that waits: it is not done.',
      params: orderParams,
      body: z.strictObject({}),
      gives: z.object({ id: z.string() }),
      answer: async (asked) => {
        const person = personOf(asked)
        await findOrderOf(asked.params)
        await around.agents.decline(asked.params.id, person)
        return { json: { id: asked.params.id } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/hosts/:host/orders/:id',
      who: 'viewer',
      does: 'How an order to a host has ended; `result` is null until then.',
      params: orderParams,
      gives: z.object({
        id: z.string(),
        result: z.string().nullable(),
        output: z.string(),
        expiresAt: z.iso.datetime(),
        waits: z.boolean(),
      }),
      answer: async (asked) => {
        operatorOnly(asked)
        const { id, result, output, expiresAt, waitsUntil } = await findOrderOf(asked.params)
        return { json: { id, result, output, expiresAt: iso(expiresAt), waits: waitsUntil !== null } }
      },
    }),
    file('agent.mjs', 'text/javascript; charset=utf-8', 'The agent itself: one file.', '../../../../agent/dist/agent.mjs'),
    file('install.sh', 'text/x-shellscript; charset=utf-8', 'What puts the agent onto a host.', '../../../../agent/install.sh'),
  ]
}

// A yes is a person's: the token of a machine is anybody's who has it.
function personOf(asked: Pick<Asked, 'caller'>): string {
  operatorOnly(asked)
  const { person } = callerOf(asked)
  if (person !== null) return person
  throw new Problem('not-allowed', 'person_needed', 'A yes or a no is a person’s, and this token is nobody’s.', 'Log in as yourself.')
}

// They are no secret: whoever has them still needs a token.
const file = (name: string, type: string, does: string, place: string): Route => ({
  method: 'GET',
  path: `/agent/${name}`,
  who: 'anyone',
  does,
  reads: 'nothing',
  speaks: 'json',
  answer: async () => {
    const bytes = await readFile(new URL(place, import.meta.url)).catch(() => null)
    if (!bytes)
      throw new Problem('not-found', 'agent_not_built', 'The agent has not been built here.', 'Run on the hub: node agent/build.mjs')
    return { bytes, type }
  },
})
