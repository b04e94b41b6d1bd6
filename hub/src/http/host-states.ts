import { isRankedBefore } from '../domain/host/levels.ts'
import type { LevelName } from '../domain/host/levels.ts'
import { isSilent } from '../domain/host/thresholds.ts'
import type { Host } from '../domain/plan/plan.ts'
import { REPORT_INTERVAL } from '../engine/agents/agents.ts'
import { listAgents } from '../store/agents.ts'
import type { Agent } from '../store/agents.ts'
import type { Around } from './around.ts'

/** A host, what runs on it, and how its agent says it is. */
export type HostState = {
  readonly host: Host
  readonly sites: readonly string[]
  readonly agent: Agent | null
  readonly state: LevelName | 'silent' | 'no-agent'
}

/** Every host of the configuration and how it stands now. */
export async function hostStates({ store, clock, plan }: Around): Promise<HostState[]> {
  const agents = new Map((await listAgents(store.db)).map((agent) => [agent.host, agent]))
  return Object.values(plan().hosts).map((host) => {
    const agent = agents.get(host.id) ?? null
    const sites = Object.values(plan().sites).filter((site) => site.host === host.id)
    const levels = Object.values(agent?.state.levels ?? {}).map(({ level }) => level)
    const worst = levels.reduce<LevelName>((a, b) => (isRankedBefore(a, b) ? b : a), 'well')
    const state = !agent || agent.seenAt === null ? 'no-agent' : isSilent(agent.seenAt, clock.now(), REPORT_INTERVAL) ? 'silent' : worst
    return { host, sites: sites.map(({ id }) => id), agent, state }
  })
}
