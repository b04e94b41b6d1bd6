import { styleText } from 'node:util'
import type { Arrival } from '../engine/diagnose/collect.ts'
import type { Out } from './report-complaints.ts'
import { saySeconds } from './say-seconds.ts'
import { sourceName } from './say-sources.ts'

/**
 * Says on standard error that we look, and on a terminal also what comes home, source by source. Gives what to call at each arrival.
 */
export function showProgress(host: string, out: Out): (arrival: Arrival) => void {
  out.stderr(`Looking at ${host} …\n`)
  if (!out.isWatched) return () => {}
  return ({ key, tookMs, isHome }) => {
    const line = `  ${isHome ? '✓' : '·'} ${sourceName(key)} ${isHome ? '' : 'did not answer '}(${saySeconds(tookMs)})`
    out.stderr(`${styleText('dim', line, { stream: process.stderr })}\n`)
  }
}
