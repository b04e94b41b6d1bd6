import { createHmac, timingSafeEqual } from 'node:crypto'
import { dueAfter, hearSignal } from '../../domain/heartbeat/judge-heartbeat.ts'
import type { Reported, Rhythm, Signal } from '../../domain/heartbeat/judge-heartbeat.ts'
import type { Monitor, Plan, Site } from '../../domain/plan/plan.ts'
import { findHeartbeat, keepHeartbeat } from '../../store/heartbeats.ts'
import type { Room } from '../room.ts'

type Job = { readonly site: Site; readonly monitor: Monitor }

/** The jobs that must report in, by the plan. */
export const jobsOf = ({ sites }: Plan): Job[] =>
  Object.values(sites).flatMap((site) => site.monitors.flatMap((monitor) => (monitor.kind === 'heartbeat' ? [{ site, monitor }] : [])))

/** The token of the address at which a job reports: 128 bits that only this installation can make, the same as long as the monitor has its name. */
export const heartbeatToken = (key: string, { site, monitor }: Job): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['heartbeat', site.partner, monitor.id]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** The job whose address this is; null for nobody's. */
export function jobByToken(key: string, plan: Plan, token: string): Job | null {
  const given = Buffer.from(token)
  const isIt = (job: Job) => {
    const wanted = Buffer.from(heartbeatToken(key, job))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  return jobsOf(plan).find(isIt) ?? null
}

/** A job says how it is. */
export async function report({ store, clock }: Pick<Room, 'store' | 'clock'>, { site, monitor }: Job, signal: Signal): Promise<void> {
  await store.transaction(async (tx) => {
    const before = await findHeartbeat(tx, site.partner, monitor.id)
    await keepHeartbeat(tx, site.partner, monitor.id, hearSignal(before, signal, monitor.options as Rhythm, clock.now()))
  })
}

/** What the job has said; from the first question on it is waited for. */
export async function reportedOf({ store, clock }: Pick<Room, 'store' | 'clock'>, { site, monitor }: Job): Promise<Reported> {
  const found = await findHeartbeat(store.db, site.partner, monitor.id)
  if (found) return found
  const now = clock.now()
  const waiting = { waitingSince: now, last: null, startedAt: null, dueAt: dueAfter(monitor.options as Rhythm, now) }
  await keepHeartbeat(store.db, site.partner, monitor.id, waiting)
  return waiting
}
