import type { Host, HostEvent, WholeHost } from '@allclear/wire/host.ts'
import type { Said } from '@allclear/wire/now.ts'
import { judgeHardening } from '../../domain/host/judge-hardening.ts'
import type { HardeningCheck } from '../../domain/host/judge-hardening.ts'
import { RANKS } from '../../domain/host/levels.ts'
import type { HostSample } from '../../domain/host/sample.ts'
import type { Moment } from '../../domain/host/say-restart.ts'
import { after, days, hours, iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { ordersOf } from '../../store/agent-orders.ts'
import { figuresSince } from '../../store/agents.ts'
import { listIncidents } from '../../store/incidents.ts'
import { hostEventsSince } from '../../store/host-events.ts'
import type { KeptHostEvent } from '../../store/host-events.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import type { HostState } from '../host-states.ts'
import { sayHost } from './say-host.ts'
import { showOrders } from './show-orders.ts'

const SAID: Readonly<Record<HostState['state'], Said>> = {
  well: { words: 'well', icon: 'check', tone: 'good' },
  warning: { words: 'warning', icon: 'warning', tone: 'warn' },
  danger: { words: 'danger', icon: 'cross', tone: 'bad' },
  silent: { words: 'agent silent', icon: 'ring', tone: 'idle' },
  'no-agent': { words: 'no agent', icon: 'ring', tone: 'idle' },
}
const KEPT: Readonly<Record<HardeningCheck['state'], Said>> = {
  'not-met': { words: 'to be mended', icon: 'warning', tone: 'warn' },
  'not-known': { words: 'not known', icon: 'ring', tone: 'idle' },
  met: { words: 'as it should be', icon: 'check', tone: 'good' },
}
const LACKING_FIRST = Object.keys(KEPT)
const MOST_EVENTS = 50
const MOST_ORDERS = 20

/** A host as a list has it. */
export function showHost({ host, sites, agent, state }: HostState): Host {
  const sample = agent?.state.sample ?? null
  const levels = Object.entries(agent?.state.levels ?? {}).toSorted(([, a], [, b]) => RANKS.indexOf(b.level) - RANKS.indexOf(a.level))
  return {
    ...{ id: host.id, name: host.name, sites: [...sites], state, said: SAID[state] },
    ...{ seenAt: isoOrNull(agent?.seenAt ?? null), version: agent?.state.version || null },
    ...{ missedReports: agent?.missed ?? 0, faulty: [...(agent?.state.faulty ?? [])] },
    measures: levels.map(([measure, { level, since, says }]) => ({ measure, level, said: SAID[level], since: iso(since), says })),
    facts: sample ? sayHost(sample) : [],
    hardening: (sample ? judgeHardening(sample) : [])
      .map((check) => ({ ...check, said: KEPT[check.state] }))
      .toSorted((a, b) => LACKING_FIRST.indexOf(a.state) - LACKING_FIRST.indexOf(b.state)),
    sample,
  }
}

/** A host with a day of figures, a month of what happened there, and the orders it was given. */
export async function showWholeHost(around: Around, caller: Caller, state: HostState): Promise<WholeHost> {
  const { store, clock } = around
  const { id } = state.host
  const now = clock.now()
  const [history, events, orders, living] = await Promise.all([
    figuresSince(store.db, id, after(now, hours(-24))),
    hostEventsSince(store.db, id, after(now, days(-30)), MOST_EVENTS),
    ordersOf(store.db, id, MOST_ORDERS),
    listIncidents(store.db, { partner: null, phases: ['suspected', 'open', 'stabilising'], limit: 200 }),
  ])
  return {
    ...showHost(state),
    cores: state.agent?.state.sample?.cores ?? null,
    history: history.map(({ at, ...figures }) => ({ at: iso(at), ...figures })),
    events: events.map(showEvent),
    orders: await showOrders(around, caller, orders),
    allows: [...(state.agent?.state.allows ?? [])],
    mayOrder: mayEnter('owner', caller),
    incidents: living.flatMap(({ incident: { id: number, site } }) => (state.sites.includes(site) ? [{ id: number, site }] : [])),
    mayAsk: mayEnter('responder', caller),
    suggests: suggestionsOf(state.agent?.state.sample ?? null),
  }
}

const showEvent = ({ at, kind, says, lines, moments }: KeptHostEvent): HostEvent => ({
  ...{ at: iso(at), kind, says, lines: [...lines] },
  moments: (moments as readonly Moment[]).map(({ at: when, load, cpu, memory, disk, top }) => ({
    ...{ at: iso(when as Instant), load: load?.[0] ?? null, cpu, memory, disk },
    busiest: top.slice(0, 3).map(({ name, user }) => `${name} of ${user}`).join(', '), // prettier-ignore
  })),
})

// What was seen there and an order could concern.
const suggestionsOf = (sample: HostSample | null): WholeHost['suggests'] => ({
  site: (sample?.integrity?.installations ?? []).map(({ path }) => path),
  pid: (sample?.processes?.top ?? []).map(({ pid, name, age }) => `${pid} ${Math.round(sample!.at / 1000 - age)} ${name}`),
})
