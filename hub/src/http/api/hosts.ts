import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { HostEnrolment, Hosts, WholeHost } from '@allclear/wire/host.ts'
import { iso } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { findOrder } from '../../store/agent-orders.ts'
import type { Around } from '../around.ts'
import { hostStates } from '../host-states.ts'
import { showHost, showWholeHost } from '../host/show-host.ts'
import { words } from '../input.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const hostParams = z.strictObject({ host: z.string().min(1).max(253) })

/** `/api/v1/hosts`: the servers and what their agents see. For the operator's people alone: sites of several partners may share one. */
export function hostRoutes(around: Around): Route[] {
  const find = async (id: string) => {
    const found = (await hostStates(around)).find(({ host }) => host.id === id)
    if (!found) throw new Problem('not-found', 'host_unknown', `There is no host "${id}".`, 'Look at /api/v1/hosts.')
    return found
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
      who: 'owner',
      does: 'Asks the agent of a host to do something; the host’s own list says whether it does.',
      params: hostParams,
      body: z.strictObject({
        action: words(40),
        args: z.record(z.string().max(40), z.string().max(253)).default({}),
        dryRun: z.boolean().default(false),
      }),
      gives: z.object({ id: z.string() }),
      answer: async (asked) => {
        operatorOnly(asked)
        const { host } = await find(asked.params.host)
        return { status: 201, json: { id: await around.agents.order(host.id, { ...asked.body, by: callerOf(asked).by }) } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/hosts/:host/orders/:id',
      who: 'viewer',
      does: 'How an order to a host has ended; `result` is null until then.',
      params: hostParams.extend({ id: z.string().min(1).max(60) }),
      gives: z.object({ id: z.string(), result: z.string().nullable(), output: z.string(), expiresAt: z.iso.datetime() }),
      answer: async (asked) => {
        operatorOnly(asked)
        const order = await findOrder(around.store.db, asked.params.id)
        if (order?.host !== asked.params.host)
          throw new Problem('not-found', 'order_unknown', `There is no order "${asked.params.id}" to this host.`, 'See what POST answered.')
        const { id, result, output, expiresAt } = order
        return { json: { id, result, output, expiresAt: iso(expiresAt) } }
      },
    }),
    file('agent.mjs', 'text/javascript; charset=utf-8', 'The agent itself: one file.', '../../../../agent/dist/agent.mjs'),
    file('install.sh', 'text/x-shellscript; charset=utf-8', 'What puts the agent onto a host.', '../../../../agent/install.sh'),
  ]
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
