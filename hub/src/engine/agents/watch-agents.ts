import type { HostEvidence } from '../../domain/diagnosis/evidence.ts'
import { isSilent, saySilence, SILENCE_TOLD_AFTER } from '../../domain/host/thresholds.ts'
import { after, between, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan, Site } from '../../domain/plan/plan.ts'
import { findAgent, listAgents, markSilenceTold } from '../../store/agents.ts'
import { hostEventsSince } from '../../store/host-events.ts'
import type { Db } from '../../store/store.ts'
import { REPORT_INTERVAL } from './agents.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'
import type { Surroundings } from '../check/surroundings.ts'

/** The loop, and what diagnosis asks of it. */
export type AgentWatch = Loop & { evidenceFor(site: Site): Promise<HostEvidence | null> }

const EVERY = seconds(30)
const LOG_BEFORE = minutes(-15) // longer than from one look of the diagnosis to the next
const [MOST_EVENTS, MOST_LOGS, MOST_LINES] = [50, 5, 10]
const JUMP = minutes(2) // between two passes: the clock was moved, or nothing ran

/** Says once that an agent has fallen silent: of a site that fails its own incident tells, so this wakes nobody (I-9). */
export function startWatchingAgents(room: Room, surroundings: Surroundings): AgentWatch {
  let freshSince = room.clock.now()
  let passedAt = freshSince
  const loop = startLoop({
    clock: room.clock,
    most: EVERY,
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      // After a jump of the clock or a start of the hub nobody is silent until there was time to speak.
      if (Math.abs(between(passedAt, now)) > JUMP) freshSince = now
      passedAt = now
      if (between(freshSince, now) >= SILENCE_TOLD_AFTER) await tellSilence(room, surroundings, now)
      return null
    },
  })
  return { ...loop, evidenceFor: (site) => hostEvidence(room, surroundings, site, freshSince) }
}

/** Tells of every agent that has been silent for a while and of which nobody was told. */
export async function tellSilence(room: Room, surroundings: Surroundings, now: Instant): Promise<void> {
  const { store, plan } = room
  const silent = (await listAgents(store.db)).filter(
    ({ host, seenAt, silenceToldAt }) =>
      Object.hasOwn(plan().hosts, host) && silenceToldAt === null && seenAt !== null && between(seenAt, now) >= SILENCE_TOLD_AFTER,
  )
  for (const agent of silent)
    await store.transaction(async (tx) => {
      if (!(await markSilenceTold(tx, agent, now))) return
      const { host, seenAt } = agent
      const said = saySilence(plan().hosts[host]!.name, between(seenAt!, now), surroundings.onHost(host).failing)
      await pageOnCall(room, tx, { key: `host/${host}/silent/${seenAt}`, template: 'agent-silent', quietly: true, ...said })
    })
  if (silent.length > 0) room.loops.deliver?.nudge()
}

/** What the agent on a site's server says now; null where there is none, or it never spoke. Silence counts from `freshSince` at the earliest. */
export async function hostEvidence(
  { store, clock, plan }: Pick<Room, 'store' | 'clock' | 'plan'>,
  surroundings: Surroundings,
  site: Pick<Site, 'host' | 'id' | 'partner' | 'url'>,
  freshSince: Instant,
): Promise<HostEvidence | null> {
  const { host, id } = site
  const agent = host === null ? null : await findAgent(store.db, { host })
  if (!agent || agent.seenAt === null) return null
  const [now, since] = [clock.now(), Math.max(agent.seenAt, freshSince) as Instant]
  const silentFor = isSilent(since, now, REPORT_INTERVAL) ? between(agent.seenAt, now) : null
  const siblings = surroundings.onHost(agent.host, id)
  const log = await logAround(store.db, plan(), site, agent.host, now)
  return { name: plan().hosts[agent.host]?.name ?? agent.host, silentFor, sample: agent.state.sample, siblings, log }
}

// On a server that sites of others run on as well, what does not name this one is none of its partner's business (MON-7).
async function logAround(
  db: Db,
  { sites }: Plan,
  { partner, url }: Pick<Site, 'partner' | 'url'>,
  host: string,
  now: Instant,
): Promise<NonNullable<HostEvidence['log']>> {
  const isShared = Object.values(sites).some((other) => other.host === host && other.partner !== partner)
  const name = new URL(url).hostname
  const events = (await hostEventsSince(db, host, after(now, LOG_BEFORE), MOST_EVENTS)).filter(({ kind }) => kind === 'log')
  const theirs = isShared ? events.filter(({ says, lines }) => [says, ...lines].some((text) => text.includes(name))) : events
  return theirs.slice(0, MOST_LOGS).map(({ at, says, lines }) => ({ at, says, lines: lines.slice(-MOST_LINES) }))
}
