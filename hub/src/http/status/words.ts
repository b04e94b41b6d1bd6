import type { Indicator } from '../../domain/status/summary.ts'

/** The sentences of the Statuspage public API for each indicator. */
export const INDICATORS: Record<Indicator, string> = {
  none: 'All Systems Operational',
  minor: 'Minor Service Outage',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
}
