import assert from 'node:assert/strict'
import { buildServer } from '../src/http/server.ts'
import { routesOf } from '../src/http/routes.ts'
import { answerToken } from '../src/engine/deliver/answer-token.ts'
import { createCalendar } from '../src/engine/maintenance/maintenance-calendar.ts'
import { agentsOf } from '../src/engine/agents/agents.ts'
import { probesOf } from '../src/engine/probes/probe-desk.ts'
import { maintenanceOf } from '../src/engine/maintenance/maintain.ts'
import { createOpenIdDesk } from '../src/engine/identity/open-id.ts'
import { createMetrics } from '../src/engine/metrics.ts'
import { EVERY_TURN } from '../src/engine/turns.ts'
import { respond, suspect } from '../src/engine/respond/respond.ts'
import type { Room } from '../src/engine/room.ts'
import type { Happening } from '../src/domain/incident/incident.ts'
import { after, readSpan } from '../src/domain/instant.ts'
import type { Instant } from '../src/domain/instant.ts'
import { choosePlaybook } from '../src/domain/playbook/choose.ts'
import type { Site } from '../src/domain/plan/plan.ts'
import type { Playbook } from '../src/domain/playbook/playbook.ts'
import { loadLibrary } from '../src/library.ts'
import type { Around } from '../src/http/around.ts'
import { findIncident } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import { settleMessage, takeDueMessage } from '../src/store/outbox.ts'
import type { Message } from '../src/store/messages.ts'
import { listTasks } from '../src/store/tasks.ts'
import { timelineOf } from '../src/store/timeline.ts'
import { openStore } from '../src/store/store.ts'
import { basisOf } from './basis-of.ts'
import { agency } from './stories/world.ts'

export const ANSWER_KEY = 'a key of this test'
const MORNING = Date.parse('2026-03-04T16:00:00Z') as Instant
const library = await loadLibrary({})

/** A hub of the example agency that decides, stores and answers, with nothing at the other end of its outbox but a hand that delivers. */
export async function askedHub(secrets: Readonly<Record<string, string>> = {}) {
  const store = await openStore({})
  const clock = { at: MORNING, now: () => clock.at }
  const bugs: unknown[] = []
  const looked: string[] = []
  const shown: { key: string; answer: string | null }[] = []
  const [brightside, bakery] = [agency.partners['brightside']!, agency.sites['cornerbakery.example']!]
  const alone: Site = { ...bakery, id: 'rival.example', partner: 'rival', client: null }
  const rival = { ...brightside, id: 'rival', name: 'Rival Studio', slack: { ...brightside.slack!, channel: 'C0RIVAL' } }
  const plan = {
    ...agency,
    partners: { brightside, rival },
    sites: { [bakery.id]: bakery, [alone.id]: alone },
  }
  const known = new Map(
    Object.entries({ 'channels.mail.smtp': 'smtp://127.0.0.1:1', 'partners.brightside.slack.token': 'xoxb-1', ...secrets }),
  )
  const common = {
    store,
    clock,
    plan: () => plan,
    secretsPresent: () => true,
    judgeBrands: async () => [],
    secrets: () => known,
    answerKey: ANSWER_KEY,
    onBug: (error: unknown) => void bugs.push(error),
  }
  const room = {
    ...common,
    library: () => library,
    loops: {},
    calendar: createCalendar(common),
    news: () => {},
    metrics: createMetrics(),
    turns: EVERY_TURN,
  } as unknown as Room
  const happens = (incident: number, happening: Happening, partner = 'brightside') => respond(room, partner, incident, happening)
  const around: Around = {
    ...common,
    library: () => library,
    domains: null,
    openId: createOpenIdDesk({ ...common, network: room.channels }),
    readOverrides: async () => {},
    readContacts: async () => {},
    basis: basisOf(plan),
    readSites: async () => {},
    respond: async (...told) => void (await respond(room, ...told)),
    maintenance: maintenanceOf(room),
    agents: agentsOf(room),
    probes: probesOf(room),
    nudge: () => {},
    settle: async () => {},
    showAnswer: async ({ key }, answer) => void shown.push({ key, answer: answer?.id ?? null }),
    events: { subscribe: () => () => {} },
    health: async () => ({ ok: true, checks: {} }),
    heardWatcher: () => undefined,
    askOutside: async () => {},
    watcherHeardAt: () => null,
    lastCheckAt: () => null,
    lookAt: async () => assert.fail('nobody looks at new sites here'),
    tryApp: async () => assert.fail('nobody tries apps here'),
    lookNow: async (site) => void looked.push(site),
    registry: null,
    configuration: null,
    banner: null,
  }
  const app = await buildServer(around, routesOf(around))

  return {
    ...{ store, clock, plan, room, app, bugs, shown, looked, around, happens },
    /** A site goes down for a cause, and the playbook asks what it asks. Gives the number of the incident. */
    async asks(playbook: Playbook | 'domain.expired', site = bakery): Promise<number> {
      const number = await suspect(room, site, clock.at)
      const verdict = { verdict: 'genuine', reason: null, class: null, code: null, deterministic: true, because: [] } as const
      await happens(number, { type: 'confirmed', verdict, since: clock.at }, site.partner)
      const cause = playbook === 'domain.expired' ? playbook : 'tls.expired'
      const diagnosis = { cause, confidence: 1, because: [], alternatives: [], facts: {} }
      const chosen = playbook === 'domain.expired' ? choosePlaybook(library.playbooks, playbook) : playbook
      await happens(number, { type: 'diagnosed', playbook: chosen, diagnosis }, site.partner)
      return number
    },
    /** Everything that is due arrives; Slack names its posts `ts-1`, `ts-2` … */
    async delivers() {
      for (let n = 1; ; n++) {
        const message = await takeDueMessage(store.db, clock.at, readSpan('1m')!)
        if (!message) return
        const reference = ['slack', 'app'].includes(message.recipient.channel) ? `ts-${message.seq}` : null
        await settleMessage(store.db, message, { state: 'delivered', reason: null, reference, thread: null, now: clock.at })
      }
    },
    passes(length: string) {
      clock.at = after(clock.at, readSpan(length)!)
    },
    async letter(incident: number, template: string): Promise<Message> {
      const found = (await listMessages(store.db, { incident, limit: 100 })).find((message) => message.template === template)
      if (!found) throw new Error(`no ${template} was posted`)
      return found
    },
    linkOf: (message: Message, answer = '') => `/a/${answerToken(ANSWER_KEY, message)}${answer === '' ? '' : `/${answer}`}`,
    incident: async (number: number, partner = 'brightside') => (await findIncident(store.db, partner, number))!.incident,
    tasks: async (incident: number) =>
      (await listTasks(store.db, { partner: 'brightside', incident, limit: 50 })).map(({ title, contact }) => ({ title, contact })),
    notes: async (incident: number) => (await timelineOf(store.db, 'brightside', incident)).flatMap(({ note }) => note ?? []),
    async close() {
      await app.close()
      await store.close()
    },
  }
}
