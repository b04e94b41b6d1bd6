/** A fact is a named pure predicate over the incident; there is no expression language. Adding one is one entry in `FACTS`. */
export const FACT_NAMES = [
  'recovered',
  'relapsed',
  'acknowledged',
  'in-coverage',
  'hosting-managed',
  'has-agent',
  'client-replied',
  'partner-replied',
  'client-approved',
  'client-declined',
  'partner-approved',
  'partner-declined',
  'client-unreachable',
  'provider-confirmed',
  'provider-recovered',
  'cleaned',
  'reinfected',
  'cause-certain',
] as const
export type FactName = (typeof FACT_NAMES)[number]
