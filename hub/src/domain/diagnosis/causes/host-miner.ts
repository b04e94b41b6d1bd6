import type { BusyProcess } from '../../host/sample.ts'
import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'
import type { Sign } from '../weigh-signs.ts'

// causes.md 2.11.
const KNOWN = /^(xmrig|xmr-stak|kinsing|kdevtmpfsi|kthreadd[ik]|sysrv\w*|minerd|cpuminer|watchbog|dbused)$/
const MINES = /stratum\+(tcp|ssl|tls):\/\/|--donate-level|--coin\b|-o\s+pool\.|\brandomx\b/
const ODD_PLACE = /^\/(tmp|var\/tmp|dev\/shm)\/|\(deleted\)$/
const BUSY = 0.8 // cores
const LONG = 600 // seconds

/** Somebody else's program uses up the machine. A kernel thread has no file; what only looks like one gives itself away. Only an agent can see it. */
export const hostMiner: Cause = {
  id: 'host.miner',
  layer: 'resources',
  weigh: (evidence) => (insideOf(evidence)?.processes?.top ?? []).flatMap(signsOf),
  check: () => 'on the server: ps -eo pid,user,%cpu,etimes,args --sort=-%cpu | head; ls -l /proc/PID/exe',
}

function signsOf(one: BusyProcess): Sign[] {
  const { name, user, pid, cpu, memory, command, file, age } = one
  const facts = { process: name }
  const what = `${name} (${pid}, of ${user})`
  if (KNOWN.test(name) || MINES.test(command))
    return [seenInside('proof', `${what} is a crypto-miner by its name or its arguments.`, facts)]
  // The name in brackets that ps shows is what a kernel thread has instead of a command line; it has no memory of its own, and no file that the agent
  // may lack the right to see.
  const looksLikeKernel = /^\[\S+\](\s|$)/.test(command) || /^\[?k(worker|softirqd|swapd|thread)/.test(name)
  if (looksLikeKernel && (file !== null || memory > 0))
    return [seenInside('proof', `${what} poses as part of the kernel and runs ${file ?? 'a program of its own'}.`, facts)]
  if (cpu < BUSY || file === null || !ODD_PLACE.test(file)) return []
  const strong = seenInside('strong', `${what} takes ${Math.round(cpu * 100)} % of a core and runs from ${file}.`, facts)
  return age >= LONG ? [strong, seenInside('medium', `${name} has done so for ${Math.floor(age / 60)} minutes.`)] : [strong]
}
