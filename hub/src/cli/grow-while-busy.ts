import { statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

const SMALL_HEAP = '--optimize-for-size'
const SMALL = [SMALL_HEAP, '--heap-growing-percent=0'] // 0: as V8 thinks right
const LARGER = ['--no-optimize-for-size', '--heap-growing-percent=100']
const BUSY = 0.5 // of the thread's time
const EVERY_MS = 5000
const LARGE = 256 * 1024 // bytes of a configuration: thousands of sites

/**
 * V8 that keeps its heap small collects garbage again and again while there is much to do: the start of thousands of sites takes twice as long, and in
 * a storm collecting takes a quarter of the time. So the heap may grow to twice of what is in use while this thread is busy, from now on where the
 * configuration in this file is large, and is small again afterwards.
 */
export function growWhileBusy(config: string): void {
  if (!process.execArgv.includes(SMALL_HEAP)) return
  const grow = (may: boolean) => (may ? LARGER : SMALL).forEach((flag) => setFlagsFromString(flag))
  grow((statSync(config, { throwIfNoEntry: false })?.size ?? 0) >= LARGE)
  let before = performance.eventLoopUtilization()
  setInterval(() => {
    const now = performance.eventLoopUtilization()
    grow(performance.eventLoopUtilization(now, before).utilization > BUSY)
    before = now
  }, EVERY_MS).unref()
}
