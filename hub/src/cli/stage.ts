import { setTimeout as rest } from 'node:timers/promises'
import type { LabOrder } from '@allclear/wire/lab.ts'
import type { Entry } from '../domain/incident/entry.ts'
import type { Happening } from '../domain/incident/incident.ts'
import { listTasks } from '../store/tasks.ts'
import { partnerOfIncident } from '../store/incidents.ts'
import type { Scenario } from './scenarios.ts'
import type { RunningHub } from './run-hub.ts'
import { followTimeline, waitFor } from './story.ts'

const PATIENCE_MS = 40_000
const INSISTS_MS = 5000

type Patience = { readonly times?: number; readonly withinMs?: number }

/** What a play has: the lab that it breaks, the people whom it lets answer, and the timeline that it waits for. Nobody acts for the hub. */
export type Stage = {
  readonly scenario: Scenario
  order(order: LabOrder): Promise<void>
  break(fault: string): Promise<void>
  fix(): Promise<void>
  /** Says what happens now, on the terminal and above every page; `next` stands above the pages only. */
  say(now: string, next: string): void
  /** Waits for a line of the timeline, or for the `times`th like it; goes on without it when it does not come. */
  until(wanted: Partial<Entry>, patience?: Patience): Promise<boolean>
  /** Gives whoever watches the time to read. */
  pause(seconds: number): Promise<void>
  /** From now on whoever is paged takes it after so many seconds, unless the one who watches does so first. */
  takePagesAfter(seconds: number): void
  /** The task of a step is worked off by whoever has the incident, each item of its list in turn. */
  finish(step: string, each?: (item: string) => Promise<void>): Promise<void>
  note(text: string): Promise<void>
  clientPresses(choice: string): Promise<void>
  partnerPresses(choice: string): Promise<void>
  partnerSays(text: string): Promise<void>
}

export type Theatre = {
  readonly scenario: Scenario
  readonly hub: Pick<RunningHub, 'store' | 'engine'>
  order(order: LabOrder): Promise<void>
  heard(entry: Entry): void
  said(now: string, next: string): void
  readonly signal: AbortSignal
  readonly haste?: number // by which the pauses of whoever watches are divided
}

/** Opens the stage; `close` ends the listening and gives what did not come as the play had it. */
export function openStage(theatre: Theatre): Stage & { close(): Promise<readonly string[]> } {
  const { scenario, hub, signal, haste = 1 } = theatre
  const heard: Entry[] = []
  const missed: string[] = []
  let taken: number | null = null
  const unfollow = followTimeline(hub.store, hub.engine.events, (entry, incident) => {
    taken ??= incident
    heard.push(entry)
    theatre.heard(entry)
    if (entry.kind === 'page' && entry.template !== 'all-clear') void take()
  })
  const lacks = (what: string) => void (signal.aborted || missed.push(what))
  const paged = () => heard.findLast(({ kind }) => kind === 'page')?.to?.[0]
  let takesAfterMs: number | null = null
  let isTaking = false
  let holder: string | undefined
  const take = async () => {
    if (takesAfterMs === null || isTaking) return
    isTaking = true
    await waitFor(isTaken, takesAfterMs, signal)
    isTaking = false
    holder = paged()
    if (isTaken()) return
    // By text message, as from the bus; where the lab's phones lead nowhere, as if pressed in the console.
    const isHeard = await theatre.order({ do: 'phone-text', text: `ACK ${taken}` }).then(() => true, () => false) // prettier-ignore
    if (!isHeard) await respond({ type: 'acknowledged', by: holder! })
  }
  const isTaken = () =>
    heard.findLast(({ kind, state, note }) => kind === 'page' || state === 'stabilising' || note?.includes('acknowledged'))?.kind !== 'page'

  const respond = async (happening: Happening) => {
    const partner = taken === null ? null : await partnerOfIncident(hub.store.db, taken)
    if (partner !== null && !signal.aborted) await hub.engine.respond(partner, taken!, happening)
  }
  // People answer what has reached them: a letter may still be under way.
  const insist = async (order: LabOrder) => {
    let refused: unknown = null
    const isDone = async () => {
      refused = await theatre.order(order).then(() => null, (error: unknown) => error) // prettier-ignore
      return refused === null
    }
    const until = performance.now() + INSISTS_MS
    while (!signal.aborted && !(await isDone()) && performance.now() < until) await rest(200, undefined, { signal }).catch(() => undefined)
    if (refused !== null) lacks(String(refused))
  }
  const reached = (audience: Entry['audience'], channel: string) =>
    heard.findLast((entry) => entry.kind === 'message' && entry.audience === audience && entry.channel === channel)?.to?.[0] ?? ''
  const { site } = scenario

  return {
    scenario,
    order: theatre.order,
    break: (fault) => theatre.order({ do: 'break', site, fault }),
    fix: () => theatre.order({ do: 'fix', site }),
    say: theatre.said,
    pause: async (seconds) => void (await waitFor(() => false, (seconds * 1000) / haste, signal)),
    async until(wanted, { times = 1, withinMs = PATIENCE_MS } = {}) {
      const isSo = (entry: Entry) => Object.entries(wanted).every(([field, value]) => entry[field as keyof Entry] === value)
      const came = await waitFor(() => heard.filter(isSo).length >= times, withinMs, signal)
      if (!came) lacks(`${JSON.stringify(wanted)} × ${times}`)
      return came
    },
    takePagesAfter: (seconds) => void (takesAfterMs = (seconds * 1000) / haste),
    async finish(step, each = async () => {}) {
      const find = async () => {
        const tasks = taken === null ? [] : await listTasks(hub.store.db, { incident: taken, open: true, limit: 200 })
        return tasks.find((one) => one.step === step)
      }
      const task = await find()
      const by = holder ?? paged()
      if (!task || by === undefined) return lacks(`the task ${step}`)
      await respond({ type: 'task-taken', task: task.id, by })
      for (const [item, { words }] of task.checklist.entries()) {
        await each(words)
        await respond({ type: 'item-ticked', task: task.id, item, done: true, by })
      }
      if (await find()) await respond({ type: 'task-done', task: task.id, by })
    },
    note: (text) => respond({ type: 'noted', by: holder ?? 'on-call', text }),
    clientPresses: (choice) => insist({ do: 'mail-press', to: reached('client', 'mail'), choice }),
    partnerPresses: (choice) => insist({ do: 'slack-press', channel: reached('partner', 'slack'), choice }),
    partnerSays: (text) => insist({ do: 'slack-say', channel: reached('partner', 'slack'), text }),
    async close() {
      await unfollow()
      return missed
    },
  }
}
