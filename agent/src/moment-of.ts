import type { Moment, Sample } from '@allclear/wire/agent.ts'

const round = (value: number) => Math.round(value * 1000) / 1000

/** What the flight recorder keeps of a look: under pressure the ten busiest, else three. */
export function momentOf(sample: Sample, isBurst: boolean): Moment {
  const { at, load, cores, cpu, memory, swap, pressure, disks, sockets, processes, visitors } = sample
  const fullest = Math.max(...(disks ?? []).map(({ size, used }) => (size === 0 ? 0 : used / size)))
  return {
    at,
    load,
    cores,
    cpu: cpu?.busy ?? null,
    memory: memory && memory.total > 0 ? round(1 - memory.available / memory.total) : null,
    swap: swap && swap.total > 0 ? round(swap.used / swap.total) : null,
    waits: pressure && { cpu: pressure.cpu.avg10, memory: pressure.memory.avg10, io: pressure.io.avg10 },
    disk: Number.isFinite(fullest) ? round(fullest) : null,
    sockets: sockets?.['established'] ?? null,
    top: (processes?.top ?? []).slice(0, isBurst ? 10 : 3).map(({ name, user, cpu: cores, memory: bytes }) => ({ name, user, cpu: cores, memory: bytes })), // prettier-ignore
    urls: visitors?.urls ?? [],
    addresses: visitors?.addresses ?? [],
  }
}

/** Whether trouble is coming, so that every look is kept whole (causes.md 5.3). */
export function isPressed({ load, cores, pressure, disks }: Sample): boolean {
  const isRising = load !== null && load[1] > 0.7 * (cores ?? 1) && load[0] > load[1]
  const waits = pressure !== null && (pressure.cpu.avg10 > 40 || pressure.memory.avg10 > 5 || pressure.io.avg10 > 20)
  return isRising || waits || (disks ?? []).some(({ size, used }) => size > 0 && used / size > 0.9)
}
