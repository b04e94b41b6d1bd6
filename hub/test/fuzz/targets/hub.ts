import type { FastifyInstance } from 'fastify'
import { pin } from '../../../src/domain/incident/pin.ts'
import { after, minutes, seconds } from '../../../src/domain/instant.ts'
import type { Plan } from '../../../src/domain/plan/plan.ts'
import { sampleOf } from '../../../src/domain/host/sample.double.ts'
import { makeKey, sealedBy } from '@allclear/wire/sealing.ts'
import type { Route } from '../../../src/http/route.ts'
import { routesOf } from '../../../src/http/routes.ts'
import { buildServer } from '../../../src/http/server.ts'
import { Problem } from '../../../src/problem.ts'
import { listIncidents, saveIncident } from '../../../src/store/incidents.ts'
import type { Role } from '../../../src/http/tokens.ts'
import { agentDouble } from '../../agent-double.ts'
import { seededHub } from '../../seeded-hub.ts'
import { seededPlan } from '../../seeded-plan.ts'
import { drawRequest } from '../draw-request.ts'
import type { Request } from '../draw-request.ts'
import { mutateJson } from '../mutate.ts'
import type { MadeTarget, Target } from '../target.ts'

const ROLES: readonly Role[] = ['owner', 'responder', 'viewer', 'machine', 'partner-admin', 'partner-member', 'client']
const PORTAL: readonly Role[] = ['partner-admin', 'partner-member', 'client']
const REQUESTS_OF_ONE_HUB = 3000 // then a new one: what changes things changes a lot by then
const LARGEST = 4 * 1024 * 1024 // of an answer

const seeded = seededPlan()
const bakery = { ...seeded.sites['cornerbakery.example']!, host: 'web-1' }
const plan = {
  ...seeded,
  escalation: [{ notify: 'ana', by: ['mail'], wait: minutes(5), repeat: 1, only: null }],
  hosts: { 'web-1': { id: 'web-1', name: 'Web 1' } },
  sites: { ...seeded.sites, [bakery.id]: bakery },
  alerts: { kuma: { id: 'kuma', kind: 'uptime-kuma', name: 'Kuma', partner: null, sites: {}, mapping: null } },
} as unknown as Plan
const SECRETS = new Map([['alerts.kuma.token', 'a-token-of-kuma']])

/** A hub with seven people who may do different things, an agent, a probe and a source of alerts. */
async function openHub() {
  const hub = await seededHub(plan, SECRETS)
  for (const { incident, version } of await listIncidents(hub.store.db, { limit: 10 }))
    await hub.store.transaction((tx) => saveIncident(tx, version, { ...incident, pinned: pin(plan, incident.site) }))
  const around = { ...hub.around, lookAt: () => Promise.reject(new Problem('bad-input', 'url_invalid', 'Nobody looks here.', 'Look elsewhere.')) } // prettier-ignore
  const routes = routesOf(around)
  const app = await buildServer(around, routes)
  const tokens: Record<string, string> = {}
  for (const role of ROLES) tokens[role] = await hub.token(role, PORTAL.includes(role) ? 'brightside' : null)
  const { token } = await hub.around.agents.invite('web-1', 'ana')
  const agent = await agentDouble(app, token, () => hub.clock.at)
  const { key, publicKey } = makeKey()
  const invited = await hub.around.probes.invite('vienna', 'ana')
  const { probe } = await hub.around.probes.enrol({ token: invited.token, key: publicKey, location: 'vienna' })
  const close = async () => {
    await app.close()
    await hub.store.close()
  }
  return { hub, app, routes, tokens, agent, probe: { id: probe, key }, close }
}
type Opened = Awaited<ReturnType<typeof openHub>>

// An answer is none of a bug, not endless, and a refusal says what is wrong and what to do.
function judgeAnswer({ hub }: Opened, { statusCode, body, headers }: Awaited<ReturnType<FastifyInstance['inject']>>) {
  const [bug] = hub.bugs.splice(0)
  if (bug) throw bug
  if (statusCode >= 500 && statusCode !== 503) throw new Error(`it answers ${statusCode}: ${body.slice(0, 300)}`)
  if (body.length > LARGEST) throw new Error(`it answers ${body.length} characters`)
  if (statusCode < 400 || !String(headers['content-type']).startsWith('application/json')) return
  const { code, message, fix, id } = JSON.parse(body) as Record<string, unknown>
  if (![code, message, fix, id].every((said) => typeof said === 'string' && said !== ''))
    throw new Error(`it refuses with ${body.slice(0, 300)}`)
}

const made = (name: string, use: (opened: () => Opened) => Omit<Target, 'name'>): MadeTarget => ({
  name,
  async open() {
    let opened = await openHub()
    let left = REQUESTS_OF_ONE_HUB
    const { draw, read } = use(() => opened)
    return {
      name,
      draw,
      async read(input) {
        if (left-- === 0) {
          await opened.close()
          ;[opened, left] = [await openHub(), REQUESTS_OF_ONE_HUB]
        }
        opened.hub.clock.at = after(opened.hub.clock.at, seconds(2))
        await read(input)
      },
      [Symbol.asyncDispose]: () => opened.close(),
    }
  },
})

// A stream has no end, and whoever logs out is gone.
const isTold = ({ path }: Route) => path !== '/events' && !path.endsWith('/logout')

const asRequest = (input: string): Request | null => {
  try {
    const request = JSON.parse(input) as Request
    return typeof request.url === 'string' &&
      request.url.startsWith('/') &&
      URL.canParse(request.url, 'http://localhost/') &&
      typeof request.headers === 'object'
      ? request
      : null
  } catch {
    return null
  }
}

/** What comes over HTTP: every route, and what agents, probes and other monitors send. */
export const HUB: readonly MadeTarget[] = [
  made('routes', (opened) => ({
    draw: (roll) => JSON.stringify(drawRequest(roll.one(opened().routes.filter(isTold)), [...ROLES, 'nobody'], roll)),
    async read(input) {
      const asked = asRequest(input)
      if (!asked) return
      const { app, tokens } = opened()
      const token = tokens[asked.role]
      const headers = { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...asked.headers }
      const answer = await app.inject({ method: asked.method, url: asked.url, headers, ...(asked.payload === null ? {} : { payload: asked.payload }) }) // prettier-ignore
      judgeAnswer(opened(), answer)
    },
  })),
  made('agent-reports-signed', (opened) => {
    let number = 0
    return {
      draw: (roll) => mutateJson([reportOf(opened(), ++number)], roll),
      async read(input) {
        const { agent, hub } = opened()
        const before = hub.bugs.length
        const { status } = await agent.send(input)
        if (status >= 500) throw hub.bugs[before] ?? new Error(`it answers ${status}`)
        hub.bugs.length = before
      },
    }
  }),
  made('probe-reports-signed', (opened) => {
    let number = 0
    return {
      draw: (roll) => mutateJson([seenBy(opened(), ++number)], roll),
      async read(input) {
        const { app, hub, probe } = opened()
        const headers = { 'content-type': 'application/json', ...sealedBy(probe, input, hub.clock.at) }
        judgeAnswer(opened(), await app.inject({ method: 'POST', url: '/api/probe/v1/reports', headers, payload: input }))
      },
    }
  }),
  made('alert-hook', (opened) => ({
    draw: (roll) => mutateJson(KUMA, roll),
    async read(input) {
      const { app, hub } = opened()
      hub.clock.at = after(hub.clock.at, seconds(2))
      const headers = { 'content-type': 'application/json' }
      judgeAnswer(opened(), await app.inject({ method: 'POST', url: '/hooks/alerts/kuma/a-token-of-kuma', headers, payload: input }))
    },
  })),
]

function reportOf({ hub, agent: { agent, host } }: Opened, number: number) {
  const at = hub.clock.at
  const { at: _, ...sample } = sampleOf()
  const moment = { at, load: [1, 1, 1], cores: 2, cpu: 0.9, memory: 0.9, swap: 0, waits: null, disk: 0.5, sockets: 1, top: [], urls: [], addresses: [] } // prettier-ignore
  const event = { at, kind: 'restarted', says: 'x', lines: ['y'], moments: [moment] }
  const ends = [{ id: 'o1', end: 'done', code: null, output: 'x' }]
  return { agent, host, boot: 'b', number, at, version: '0.1.0', sample, events: [event], ends, allows: ['snapshot'] }
}

function seenBy({ hub, probe }: Opened, number: number) {
  const at = hub.clock.at
  const result = { state: 'down', code: 'timeout', class: 'timeout', at, tookMs: 5, facts: { a: 1 }, diary: ['x'] }
  const hour = after(at, minutes(-5))
  const hours = [
    { monitor: 'cornerbakery.example/http', hour, checks: 1, failures: 0, totalMs: 5, worstMs: 5, buckets: [1, 0, 0, 0, 0, 0, 0, 0] },
  ]
  const sees = { canaries: { well: 3, of: 3 }, failing: 0, ofSites: 1, networks: 1 }
  const base = { speaks: 1, probe: probe.id, version: '0.1.0', number, sees, lateMs: 1, waiting: 0, lost: 0, hours }
  return { ...base, answers: [{ id: 'x', result, canSee: true }], results: [{ monitor: 'cornerbakery.example/http', result }] }
}

const KUMA = [
  { heartbeat: { monitorID: 7, status: 0, time: '2026-03-04 16:00:00.500', msg: 'refused' }, monitor: { id: 7, name: 'Corner Bakery', url: 'https://cornerbakery.example' }, msg: 'x' },
  { heartbeat: null, monitor: null, msg: '[Corner Bakery][https://cornerbakery.example] Certificate will expire in 7 days' },
] // prettier-ignore
