import type { Stage } from '../../domain/incident/incident.ts'
import type { ComponentState, Indicator } from '../../domain/status/summary.ts'

// What the reader sees for each state: a word and a shape, so that no one depends on colour.
export const STATES: Record<ComponentState, { readonly words: string; readonly icon: string }> = {
  operational: { words: 'Operational', icon: 'check' },
  degraded_performance: { words: 'Degraded performance', icon: 'wave' },
  partial_outage: { words: 'Partial outage', icon: 'half' },
  major_outage: { words: 'Major outage', icon: 'cross' },
  under_maintenance: { words: 'Under maintenance', icon: 'tool' },
}

export const STAGES: Record<Stage, string> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
}

/** The sentences of the Statuspage public API for each indicator. */
export const INDICATORS: Record<Indicator, string> = {
  none: 'All Systems Operational',
  minor: 'Minor Service Outage',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
}
