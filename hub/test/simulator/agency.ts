import { readFileSync } from 'node:fs'
import type { Plan } from '../../src/domain/plan/plan.ts'
import { readPlan } from '../../src/domain/plan/read-plan.ts'

const { plan: read, complaints } = readPlan(readFileSync(new URL('agency.yaml', import.meta.url), 'utf8'), 'agency.yaml', {
  variables: { lookup: () => undefined, unsetIsEmpty: true },
  checkSchemas: {},
})
if (!read) throw new Error(complaints.map(({ line, message }) => `agency.yaml:${line}: ${message}`).join('\n'))
const fjord = read.partners['fjord']!
const base: Plan = { ...read, partners: { ...read.partners, fjord: { ...fjord, loopIn: 'mail' } } }

/** The agency as it may have set itself up: what it does in a gap of coverage, or that it has none. */
export const PLANS = {
  waits: base,
  'calls-kofi': { ...base, version: 'calls-kofi', coverage: { ...base.coverage, gap: 'kofi' } },
  'always-there': { ...base, version: 'always-there', coverage: { ...base.coverage, hours: null } },
  patient: { ...base, version: 'patient', firstResponse: (base.firstResponse * 2) as Plan['firstResponse'] },
} satisfies Record<string, Plan>
export type PlanName = keyof typeof PLANS

/** Its sites by number, as a story names them. */
export const SITES = Object.values(base.sites)
