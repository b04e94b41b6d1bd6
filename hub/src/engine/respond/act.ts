import type { Action, End } from '../../actions/action.ts'
import { actions as everyAction } from '../../actions/index.ts'
import { judgeScan, type Scan } from '../../domain/diagnosis/scan.ts'
import { between, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Plan, Provider } from '../../domain/plan/plan.ts'
import { findBaseline } from '../../store/baselines.ts'
import { endExecution, recoverExecutions, renewExecution, takeDueExecution, type StoredExecution } from '../../store/executions.ts'
import { findIncident } from '../../store/incidents.ts'
import { collectEvidence } from '../diagnose/collect.ts'
import { handsOn } from '../agents/agent-hands.ts'
import { holding, leaseOf } from '../holding.ts'
import type { Asking } from '../agents/agent-hands.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Placing } from '../agents/place-order.ts'
import type { Room } from '../room.ts'

export type Acting = Pick<Room, 'secrets' | 'outside' | 'onBug'> &
  Placing & {
    readonly actions?: readonly Action[]
  }

const AT_ONCE = 4
const LONGEST_RUN = minutes(29)

/** Runs every action that is due to its end and tells the incidents; gives how many ran. */
export async function actDue(around: Acting): Promise<number> {
  const crew = createCrew(around, () => {})
  let ran = 0
  for (let taken = -1; taken !== 0; ran += taken) {
    taken = await crew.startDue()
    await crew.settled()
  }
  return ran
}

/** Runs what is due as long as the hub runs; what a crash cut short is run again. `stop` ends the runs, and they begin anew at the next start. */
export function startActing(around: Acting): Loop {
  const crew = createCrew(around, () => loop.nudge())
  let isRecovered = around.store.kind !== 'sqlite'
  const loop = startLoop({
    clock: around.clock,
    most: seconds(1),
    onBug: around.onBug,
    async pass() {
      if (!isRecovered) await recoverExecutions(around.store.db)
      isRecovered = true
      await crew.startDue()
      return null
    },
  })
  return {
    nudge: (at) => loop.nudge(at),
    passedAt: () => loop.passedAt(),
    async stop() {
      await loop.stop()
      crew.callBack()
      await crew.settled()
    },
  }
}

function createCrew(around: Acting, onEnd: () => void) {
  const { store, clock } = around
  const lease = leaseOf(store)
  const atWork = new Set<Promise<void>>()
  const waiting = new Set<StoredExecution>() // for people: they take nobody's place
  const calledBack = new AbortController()
  const start = (execution: StoredExecution) => {
    const onWait = (waits: boolean) => {
      if (waits === waiting.has(execution)) return
      if (waits) waiting.add(execution)
      else waiting.delete(execution)
      onEnd()
    }
    const renew = () => renewExecution(store.db, execution, clock.now(), lease)
    const run = (lost: AbortSignal) => runOnce(execution, around, { calledBack: AbortSignal.any([calledBack.signal, lost]), onWait })
    const work = holding(lease, renew, around.onBug, run)
      .catch(around.onBug)
      .finally(() => {
        atWork.delete(work)
        waiting.delete(execution)
        onEnd()
      })
    atWork.add(work)
  }
  return {
    async startDue(): Promise<number> {
      let started = 0
      for (; atWork.size - waiting.size < AT_ONCE; started++) {
        const execution = await takeDueExecution(store.db, clock.now(), lease)
        if (!execution) break
        start(execution)
      }
      return started
    },
    async settled() {
      await Promise.all(atWork)
    },
    callBack: () => calledBack.abort(),
  }
}

type Call = { readonly calledBack: AbortSignal; readonly onWait: (waits: boolean) => void }

async function runOnce(execution: StoredExecution, around: Acting, { calledBack, onWait }: Call): Promise<void> {
  const { clock, onBug } = around
  const remaining = Math.max(0, Math.min(between(clock.now(), execution.endsBy), LONGEST_RUN))
  const signal = AbortSignal.any([calledBack, AbortSignal.timeout(milliseconds(remaining))])
  const end = await perform(execution, around, { signal, onWait }).catch((error: unknown): End => {
    onBug(error)
    return { result: 'failed', output: 'The action met a fault of ours; it is in the log.' }
  })
  if (calledBack.aborted) return // another runs it
  const { partner, incident, step, run } = execution
  const happening = { type: 'action-ended', step, run, ...end } as const
  await around.respond(partner, incident, happening, (tx) => endExecution(tx, execution, { ...end, now: clock.now() }))
}

async function perform(execution: StoredExecution, around: Acting, { signal, onWait }: Pick<Asking, 'signal' | 'onWait'>): Promise<End> {
  const plan = around.plan()
  const action = (around.actions ?? everyAction).find(({ id }) => id === execution.run)
  if (!action) return { result: 'failed', output: `There is no action ${execution.run}.` }
  const found = await findIncident(around.store.db, execution.partner, execution.incident)
  const site = found ? plan.sites[found.incident.site] : undefined
  if (!site) return { result: 'failed', output: 'The site is no longer in the configuration.' }
  const provider = providerOf(plan, site, execution.on)
  const secret = execution.on === 'standby' ? `sites.${site.id}.standby.switch.token` : `providers.${provider?.id}.panel.token`
  const token = around.secrets().get(secret) ?? null
  const scan = () => scanSite(around, site, signal)
  const { partner, incident, step, seq, endsBy } = execution
  const run = [partner, incident, step, seq].join('/')
  const agent = await handsOn(around, site, { incident: { partner, number: incident }, run, endsBy, signal, onWait })
  return action.run({ site, provider, token, network: around.outside, signal, scan, agent })
}

/** The evidence of a diagnosis, weighed for one question: is there an intruder? */
async function scanSite({ store, clock, plan, outside }: Acting, site: Plan['sites'][string], signal: AbortSignal): Promise<Scan> {
  const baseline = await findBaseline(store.db, site.partner, site.id)
  const { network, providers } = plan()
  const evidence = await collectEvidence({
    ...{ site, url: site.url, plan: network, providers, baseline, network: outside, now: () => clock.now(), signal },
    without: ['registration', 'provider', 'panel'],
  })
  return judgeScan(evidence)
}

/** What a step writes behind `on:`: a role of the site (`hosting`, `dns`, `registrar`) or the id of a provider. */
function providerOf(plan: Plan, site: Plan['sites'][string], on: string): Provider | null {
  const roles: Readonly<Record<string, string | null>> = { hosting: site.hosting, dns: site.dns, registrar: site.registrar }
  const id = Object.hasOwn(roles, on) ? roles[on] : on
  return id !== null && id !== undefined && Object.hasOwn(plan.providers, id) ? plan.providers[id]! : null
}
