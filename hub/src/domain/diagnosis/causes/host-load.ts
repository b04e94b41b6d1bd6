import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'

/** More wants to run than the machine can. What makes it so may have a cause of its own, which then goes before it. Only an agent can see it. */
export const hostLoad: Cause = {
  id: 'host.load',
  layer: 'resources',
  weigh(evidence) {
    const inside = insideOf(evidence)
    if (!inside?.load || !inside.cores) return []
    const { load, cores, pressure, processes } = inside
    if (load[1] < 2 * cores && load[0] < 3 * cores) return []
    const [busiest] = processes?.top ?? []
    const waits = pressure && (pressure.cpu.avg60 > 40 || pressure.io.avg60 > 20 || pressure.memory.avg60 > 5)
    return [
      seenInside(
        'strong',
        `the load is ${load[0].toFixed(1)} (${load[1].toFixed(1)} over five minutes) on ${cores} ${cores === 1 ? 'core' : 'cores'}.`,
      ),
      waits ? seenInside('strong', `work waits: for a CPU ${Math.round(pressure.cpu.avg60)} % of the time, for the disk ${Math.round(pressure.io.avg60)} %.`) : null, // prettier-ignore
      busiest && busiest.cpu > 0.5 ? seenInside('weak', `the busiest is ${busiest.name} of ${busiest.user} with ${Math.round(busiest.cpu * 100)} % of a core.`, { process: busiest.name }) : null, // prettier-ignore
    ]
  },
  check: () => 'on the server: uptime; cat /proc/pressure/*; ps -eo pid,user,%cpu,args --sort=-%cpu | head',
}
