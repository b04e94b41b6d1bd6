import { join } from 'node:path'
import type { HostEvent, Sample } from '@allclear/wire/agent.ts'
import { openDiskHistory } from './disk-history.ts'
import { readIdentity } from './identity.ts'
import { fetchSums } from './integrity/fetch-sums.ts'
import { createInventory } from './inventory/inventory.ts'
import { createIntegrity } from './integrity/integrity.ts'
import { createLogs, LOGS } from './logs.ts'
import { createSlowLooks } from './metrics/slow-looks.ts'
import { createObeying } from './obey.ts'
import { readOwnFile } from './own-file.ts'
import { createRecorder } from './recorder.ts'
import { bootId, createReporter } from './reporter.ts'
import { openRing } from './ring.ts'
import { createSampler } from './sampler.ts'
import { watchScans } from './scan/watch-scans.ts'
import type { Settings } from './settings.ts'
import { watchSpam } from './spam-watch.ts'

const SLOWEST_MS = 10 * 60_000

/** `run`: looks every ten seconds, reports every thirty, until it is told to stop. */
export async function run(settings: Settings): Promise<number> {
  const { state, roots, everyMs } = settings
  const identity = readIdentity(state)
  if (!identity) {
    process.stderr.write('This agent is not enrolled: run `enrol URL` first, with the token on standard input.\n')
    return 2
  }
  const sampler = createSampler(roots, openDiskHistory(join(state, 'disks.json')))
  const { own, complaints } = readOwnFile(settings.own)
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`)
  const slow = createSlowLooks(roots, settings.web, own)
  const places = { ...LOGS, errors: [...LOGS.errors, ...own.logs] }
  const [logs, spam] = [createLogs({ file: join(state, 'logs.json'), places }), watchSpam()]
  const boot = bootId(roots.proc)
  const reporter = createReporter({ identity, folder: state, boot })
  const recorder = createRecorder(openRing(join(state, 'ring')), boot, Date.now())
  const integrity = createIntegrity(settings.web, state, (version, locale) => fetchSums(identity, version, locale), bug)
  const inventory = createInventory(roots, settings.web)
  const scans = watchScans(state)
  const look = () => {
    const besides = { integrity: integrity.last(), scanner: scans.last(), cron: logs.cron(), visitors: logs.visitors() }
    return sampler.sample(Date.now(), { ...slow.last(), ...besides })
  }
  const snapshot = () => {
    const sample = look()
    recorder.keep(sample)
    return saySnapshot(sample)
  }
  const obeying = createObeying({ identity, settings, snapshot })
  const perReport = Math.max(1, Math.round(identity.interval / 10_000))
  let events: HostEvent[] = recorder.news()
  let looks = 0
  let heldUntil = 0
  let waitMs = 0

  const round = async () => {
    const sample = look()
    events = [
      ...events,
      ...logs.look(sample.at),
      ...integrity.work(sample.at),
      ...spam.hear(sample.mail, sample.at),
      ...scans.look(),
    ].slice(-20)
    const ends = obeying.ends()
    const isTime = looks++ % perReport === 0
    if (isTime) void slow.look(sample.at).catch(bug)
    if (isTime) void logs.readJournal(sample.at).catch(bug)
    if (isTime) void inventory.look(sample.at).catch(bug)
    if (isTime || ends.length > 0) {
      reporter.file(sample, { events, ends, allows: obeying.allows(), inventory: inventory.news(sample.at) })
      events = []
      logs.keep()
    }
    // After the report is on disk: whoever is ended in between tells of a restart twice, and not never.
    recorder.keep(sample)
    if (sample.at < heldUntil) return
    const { orders, trouble } = await reporter.send()
    // A hub that is away is asked ever more seldom, and not by all its agents at once.
    waitMs = trouble === null ? 0 : Math.min(SLOWEST_MS, Math.max(everyMs, waitMs * 2))
    heldUntil = sample.at + waitMs * (0.5 + Math.random() / 2)
    if (trouble !== null) process.stderr.write(`The hub does not hear us: ${trouble}\n`)
    await obeying.obey(orders)
  }

  return new Promise((resolve) => {
    const timer = setInterval(() => void round().catch(bug), everyMs)
    void round().catch(bug)
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        clearInterval(timer)
        resolve(0)
      })
  })
}

const saySnapshot = ({ load, processes }: Sample) =>
  [
    `Load ${load?.join(' ') ?? 'unknown'}.`,
    ...(processes?.top ?? []).map(
      ({ pid, user, cpu, memory, command }) => `${pid} ${user} ${Math.round(cpu * 100)}% ${Math.round(memory / 2 ** 20)}M ${command}`,
    ),
  ].join('\n')

const bug = (error: unknown) => void process.stderr.write(`A fault of ours: ${error instanceof Error ? error.stack : String(error)}\n`)
