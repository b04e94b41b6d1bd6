import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

/** Load of 1, 5 and 15 minutes (proc_loadavg(5)). */
export function readLoad({ proc }: Roots): Sample['load'] {
  const [one, five, fifteen] = (readText(`${proc}/loadavg`) ?? '').split(' ').map(Number)
  return [one, five, fifteen].every((value) => Number.isFinite(value)) ? [one!, five!, fifteen!] : null
}

/** Shares of time in which work waited (Linux, Documentation/accounting/psi.rst); null where the kernel does not count them. */
export function readPressure({ proc }: Roots): Sample['pressure'] {
  const [cpu, memory, io] = [lineOf(proc, 'cpu', 'some'), lineOf(proc, 'memory', 'full'), lineOf(proc, 'io', 'full')]
  return cpu && memory && io ? { cpu, memory, io } : null
}

function lineOf(proc: string, what: string, kind: 'some' | 'full') {
  const line = new RegExp(`^${kind} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+)`, 'm').exec(readText(`${proc}/pressure/${what}`) ?? '')
  return line ? { avg10: Number(line[1]), avg60: Number(line[2]), avg300: Number(line[3]) } : null
}

/** Memory and swap in bytes (proc_meminfo(5)). */
export function readMemory({ proc }: Roots): Pick<Sample, 'memory' | 'swap'> {
  const text = readText(`${proc}/meminfo`) ?? ''
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? NaN) * 1024
  const [total, available, swap, free] = ['MemTotal', 'MemAvailable', 'SwapTotal', 'SwapFree'].map(bytes)
  return {
    memory: Number.isFinite(total! + available!) ? { total: total!, available: Math.min(total!, available!) } : null,
    swap: Number.isFinite(swap! + free!) ? { total: swap!, used: Math.max(0, swap! - free!) } : null,
  }
}
