import { join } from 'node:path'
import { openDiskHistory } from './disk-history.ts'
import { readIdentity } from './identity.ts'
import { createSlowLooks } from './metrics/slow-looks.ts'
import { createRecorder } from './recorder.ts'
import { bootId, createReporter } from './reporter.ts'
import { openRing } from './ring.ts'
import { createSampler } from './sampler.ts'
import type { Settings } from './settings.ts'

const SLOWEST_MS = 10 * 60_000

/** `run`: looks every ten seconds, reports every thirty, until it is told to stop. */
export async function run({ state, roots, everyMs }: Settings): Promise<number> {
  const identity = readIdentity(state)
  if (!identity) {
    process.stderr.write('This agent is not enrolled: run `enrol URL` first, with the token on standard input.\n')
    return 2
  }
  const sampler = createSampler(roots, openDiskHistory(join(state, 'disks.json')))
  const slow = createSlowLooks(roots)
  const boot = bootId(roots.proc)
  const reporter = createReporter({ identity, folder: state, boot })
  const recorder = createRecorder(openRing(join(state, 'ring')), boot, Date.now())
  let events = recorder.news()
  const perReport = Math.max(1, Math.round(identity.interval / 10_000))
  let looks = 0
  let heldUntil = 0
  let waitMs = 0

  const look = async () => {
    const now = Date.now()
    const sample = sampler.sample(now, slow.last())
    recorder.keep(sample)
    if (looks % perReport === 0) void slow.look(now).catch(bug)
    if (looks++ % perReport === 0) {
      reporter.file(sample, { events, ends: [], allows: [] })
      events = []
    }
    if (now < heldUntil) return
    const { trouble } = await reporter.send()
    // A hub that is away is asked ever more seldom, and not by all its agents at once.
    waitMs = trouble === null ? 0 : Math.min(SLOWEST_MS, Math.max(everyMs, waitMs * 2))
    heldUntil = now + waitMs * (0.5 + Math.random() / 2)
    if (trouble !== null) process.stderr.write(`The hub does not hear us: ${trouble}\n`)
  }

  return new Promise((resolve) => {
    const timer = setInterval(() => void look().catch(bug), everyMs)
    void look().catch(bug)
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        clearInterval(timer)
        resolve(0)
      })
  })
}

const bug = (error: unknown) => void process.stderr.write(`A fault of ours: ${error instanceof Error ? error.stack : String(error)}\n`)
