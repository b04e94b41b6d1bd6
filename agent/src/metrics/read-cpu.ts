import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

/** Jiffies since the start of the machine, by what they went to (proc_stat(5)). */
export type CpuTimes = {
  readonly cores: number
  readonly user: number
  readonly system: number
  readonly idle: number
  readonly waiting: number
  readonly stolen: number
}

/** What the CPUs have done since the machine started; null when it cannot be read. */
export function readCpuTimes({ proc }: Roots): CpuTimes | null {
  const text = readText(`${proc}/stat`) ?? ''
  const line = /^cpu\s+(.+)$/m.exec(text)?.[1]
  if (!line) return null
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softirq = 0, stolen = 0] = line.split(/\s+/).map(Number)
  return { cores: text.match(/^cpu\d+ /gm)?.length ?? 1, user: user + nice, system: system + irq + softirq, idle, waiting, stolen }
}

/** What the CPUs did between two looks, as shares of all their time. */
export function cpuBetween(before: CpuTimes | null, now: CpuTimes | null): Sample['cpu'] {
  if (!before || !now) return null
  const spent = (key: Exclude<keyof CpuTimes, 'cores'>) => Math.max(0, now[key] - before[key])
  const total = spent('user') + spent('system') + spent('idle') + spent('waiting') + spent('stolen')
  if (total === 0) return null
  const share = (jiffies: number) => Math.round((1000 * jiffies) / total) / 1000
  const [user, system, stolen] = [spent('user'), spent('system'), spent('stolen')]
  return {
    busy: share(user + system + stolen),
    user: share(user),
    system: share(system),
    waiting: share(spent('waiting')),
    stolen: share(stolen),
  }
}
