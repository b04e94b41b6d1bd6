import type { Sample } from '@allclear/wire/agent.ts'
import type { openDiskHistory } from './disk-history.ts'
import type { Roots } from './metrics/files.ts'
import { cpuBetween, readCpuTimes } from './metrics/read-cpu.ts'
import type { CpuTimes } from './metrics/read-cpu.ts'
import { readDisks } from './metrics/read-disks.ts'
import { flowBetween, readFlow } from './metrics/read-flow.ts'
import type { Flow } from './metrics/read-flow.ts'
import { readLoad, readMemory, readPressure } from './metrics/read-load.ts'
import { readProcesses } from './metrics/read-processes.ts'
import type { ProcessTimes } from './metrics/read-processes.ts'
import { readSockets } from './metrics/read-sockets.ts'
import type { createSlowLooks } from './metrics/slow-looks.ts'

/** What is looked at more seldom, and by others. */
export type SlowParts = ReturnType<ReturnType<typeof createSlowLooks>['last']> & Pick<Sample, 'integrity' | 'cron' | 'visitors' | 'scanner'>

/** Looks at the host; rates are between one look and the next. */
export function createSampler(roots: Roots, disks: ReturnType<typeof openDiskHistory>) {
  let cpu: CpuTimes | null = null
  let flow: Flow | null = null
  let times: ProcessTimes | null = null
  return {
    sample(at: number, slow: SlowParts): Sample {
      const [nextCpu, nextFlow] = [readCpuTimes(roots), readFlow(roots, at)]
      const { processes, times: nextTimes } = readProcesses(roots, at, times)
      const sample: Sample = {
        at,
        load: readLoad(roots),
        cores: nextCpu?.cores ?? null,
        pressure: readPressure(roots),
        cpu: cpuBetween(cpu, nextCpu),
        ...readMemory(roots),
        disks: readDisks(roots)?.map((disk) => ({ ...disk, fullIn: disks.fullIn(disk.mount, { at, used: disk.used }, disk.size) })) ?? null,
        ...flowBetween(flow, nextFlow),
        ...readSockets(roots),
        processes,
        ...slow,
      }
      ;[cpu, flow, times] = [nextCpu, nextFlow, nextTimes]
      return sample
    },
  }
}
