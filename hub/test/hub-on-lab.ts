import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { startLab } from '../../lab/src/lab.ts'
import { runHub } from '../src/cli/run-hub.ts'
import { loadPlan } from '../src/config.ts'
import type { Entry } from '../src/domain/incident/entry.ts'
import type { KeptEntry } from '../src/domain/plan/kept-entry.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import { timelineOf } from '../src/store/timeline.ts'

const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

/**
 * A whole hub on a lab of its own, every duration of the response divided by `quickened`: real servers, real sockets, real mail. With a `port`
 * the links in its mails lead to it.
 */
export async function startHubOnLab(quickened: number, signal: AbortSignal, adjust: (plan: Plan) => Plan = (plan) => plan, port = 0) {
  const inVain = once(signal, 'abort').then(() => assert.fail('waited in vain'))
  inVain.catch(() => undefined)
  const lab = await startLab()
  Object.assign(process.env, labEnvironment(lab.ready))
  const written = await loadPlan(AGENCY, { quickened, listening: `http://127.0.0.1:${port || 8470}/` })
  const lay = (kept: readonly KeptEntry[]) => {
    const read = written.lay(kept)
    return { ...read, plan: read.plan && adjust(read.plan) }
  }
  const basis = { ...written, plan: adjust(written.plan), lay }
  const data = await mkdtemp(join(tmpdir(), 'allclear-hub-'))
  const start = () => runHub({ basis, data, listen: { host: '127.0.0.1', port }, banner: null })
  let hub = await start()

  /** Resolves with the timeline of the incident as soon as it satisfies `isSo`; fails when the test's time is over first. */
  const until = async (incident: number, partner: string, isSo: (timeline: readonly Entry[]) => boolean): Promise<readonly Entry[]> => {
    for (;;) {
      const news = new Promise<void>((resolve) => {
        const off = hub.engine.events.subscribe(() => (off(), resolve()))
      })
      const timeline = await timelineOf(hub.store.db, partner, incident)
      if (isSo(timeline)) return timeline
      await Promise.race([news, inVain])
    }
  }
  return {
    lab,
    hub: () => hub,
    until,
    async restart() {
      await hub.stop()
      hub = await start()
    },
    async [Symbol.asyncDispose]() {
      await hub.stop()
      await lab.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
