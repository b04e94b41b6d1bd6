import type { Clock } from '../clock.ts'
import type { Happening } from '../domain/incident/incident.ts'
import type { Plan, Secrets } from '../domain/plan/plan.ts'
import type { Library } from '../library.ts'
import type { Network } from '../network/network.ts'
import { findIncident } from '../store/incidents.ts'
import { savePlan } from '../store/plans.ts'
import { syncSites } from '../store/sites.ts'
import type { Store } from '../store/store.ts'
import { startActing } from './act.ts'
import { createBackOff } from './back-off.ts'
import { startChecking } from './check.ts'
import type { Checking } from './check.ts'
import { startDelivering } from './deliver.ts'
import { startDiagnosing } from './diagnose.ts'
import { startKeepingBaselines } from './keep-baselines.ts'
import { respond } from './respond.ts'
import type { Room } from './room.ts'
import { startSweeping } from './sweep.ts'

export type News = { readonly partner: string; readonly incident: number }

/** A running hub without its doors: the loops that check, respond, diagnose, act and deliver. */
export type Engine = {
  respond(partner: string, incident: number, happening: Happening): Promise<void>
  readonly events: { subscribe(listener: (news: News) => void): () => void }
  readonly checking: Checking
  /** Lets what is under way end, and writes what is only in memory. */
  stop(): Promise<void>
}

/** Starts every loop. What was due while nothing ran is done first; nothing is sent that was sent before. */
export async function startEngine(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly plan: Plan
  readonly secrets: Secrets
  readonly library: Library
  readonly outside: Network
  readonly channels: Network
  readonly onBug: (error: unknown) => void
}): Promise<Engine> {
  const { store, clock, plan, secrets, library, outside, channels, onBug } = parts
  const listeners = new Set<(news: News) => void>()
  const news = (what: News) => {
    for (const listener of listeners) listener(what)
  }
  const room: Room = {
    store,
    clock,
    plan: () => plan,
    secrets: () => secrets,
    library: () => library,
    outside,
    channels,
    loops: {},
    news,
    onBug,
  }
  await store.transaction(async (tx) => {
    await savePlan(tx, plan.version, clock.now(), plan)
    await syncSites(tx, plan, clock.now())
  })

  const answer = (partner: string, incident: number, happening: Happening) => respond(room, partner, incident, happening)
  room.loops.deliver = startDelivering({ ...room, respond: answer, backOff: createBackOff(Math.random) })
  room.loops.act = startActing({ ...room, respond: answer })
  room.loops.diagnose = startDiagnosing(room)
  room.loops.sweep = startSweeping(room)
  const checking = await startChecking(room)
  listeners.add(({ partner, incident }) => void tellPhase(room, checking, partner, incident).catch(onBug))
  const baselines = startKeepingBaselines(room, checking)

  return {
    respond: answer,
    checking,
    events: {
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async stop() {
      await checking.stop()
      await baselines.stop()
      for (const loop of Object.values(room.loops)) await loop.stop()
    },
  }
}

// The check engine judges failures by the phase of the site's living incident.
async function tellPhase({ store }: Room, checking: Checking, partner: string, number: number) {
  const found = await findIncident(store.db, partner, number)
  if (!found) return
  const { phase, site } = found.incident
  const isLiving = phase === 'suspected' || phase === 'open' || phase === 'stabilising'
  checking.hearPhase(site, isLiving ? { number, phase } : null)
}
