import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LabOrder, LabReady } from '@allclear/wire/lab.ts'
import { diagnose } from '../hub/src/domain/diagnosis/diagnose.ts'
import type { Evidence } from '../hub/src/domain/diagnosis/evidence.ts'
import { casesOfOne } from '../hub/test/diagnosis/examine-all.ts'
import { startExaminer } from '../hub/test/diagnosis/examiner.ts'
import type { Patient } from '../hub/test/diagnosis/examiner.ts'

/**
 * How long a diagnosis takes, by scenario: median and 95th percentile of the whole look in milliseconds, the processor time it costs
 * this process (the lab runs in another), and the thinking alone in microseconds. `node bench/diagnosis.ts [runs] [words…]`; without words the faults
 * alone, without their variants.
 */
async function main([runs = '3', ...words]: readonly string[]) {
  const lab = await forkLab()
  try {
    const examiner = await startExaminer(lab)
    const all: number[] = []
    const cpus: number[] = []
    process.stdout.write(columns('scenario', 'median ms', 'p95 ms', 'cpu ms', 'thinking µs'))
    for (const { name, sites, orders, expected } of casesOfOne()) {
      if (words.length > 0 ? !words.some((word) => name.includes(word)) : name.includes('/')) continue
      const site = examiner.sites.find((one) => sites.includes(one))!
      const looks = []
      for (let run = 0; run < Number(runs); run++) looks.push(await examiner.examineBroken(site, orders(site), expected))
      const took = looks.map(({ tookMs }) => tookMs)
      all.push(...took)
      const cpu = looks.map(({ cpuMs }) => cpuMs)
      cpus.push(...cpu)
      process.stdout.write(
        columns(name, ...[quantile(took, 0.5), quantile(took, 0.95), quantile(cpu, 0.5), thinking(looks[0]!.evidence)].map(round)),
      )
    }
    process.stdout.write(columns('all', round(quantile(all, 0.5)), round(quantile(all, 0.95)), round(quantile(cpus, 0.5)), ''))
  } finally {
    lab.close()
  }
}

const THOUGHTS = 50

/** Evidence is copied each time, so that nothing remembered from the time before helps. */
function thinking(evidence: Evidence): number {
  const began = process.cpuUsage()
  for (let at = 0; at < THOUGHTS; at++) diagnose({ ...evidence })
  const { user, system } = process.cpuUsage(began)
  return (user + system) / THOUGHTS
}

async function forkLab(): Promise<Patient & { close(): void }> {
  const child = fork(fileURLToPath(import.meta.resolve('../lab/src/main.ts')), { stdio: 'inherit' })
  const [{ ready }] = (await once(child, 'message')) as [{ ready: LabReady }]
  return {
    ready,
    async order(order: LabOrder) {
      child.send(order)
      const [answer] = (await once(child, 'message')) as [{ refused?: unknown; message?: string }]
      if (answer.refused) throw new Error(answer.message)
    },
    close: () => child.disconnect(),
  }
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
const round = (value: number) => String(Math.round(value))
const columns = (name: string, ...numbers: readonly string[]) => `${name.padEnd(44)}${numbers.map((text) => text.padStart(13)).join('')}\n`

await main(process.argv.slice(2))
