import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What some work took: by the clock on the wall, and of processors in this process. */
export type Took = { readonly wallMs: number; readonly cpuMs: number }

/** Does the work and says what it took. */
export async function timed<T>(work: () => T | Promise<T>): Promise<Took & { readonly gave: T }> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const gave = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000, gave }
}

/** The middle one of several goes, by the wall. */
export async function middleOf(times: number, work: () => Promise<unknown>): Promise<Took> {
  const all: Took[] = []
  for (let n = 0; n < times; n++) all.push(await timed(work))
  return all.toSorted((a, b) => a.wallMs - b.wallMs)[Math.floor(times / 2)]!
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that this process holds in objects, after whatever nobody holds was given back. */
export function heldBytes(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Says on standard error how far a long run is. */
export const tell = (line: string) => process.stderr.write(`${line}\n`)
