import { CAUSE_OF } from '../triage/beside-the-page.ts'
import type { Service } from '../triage/beside-the-page.ts'
import type { Verdict } from '../triage/verdict.ts'
import { CERTAIN } from './diagnosis.ts'
import type { Diagnosis } from './diagnosis.ts'
import { isCause } from './taxonomy.ts'

const LIKELY = 0.7 // what a check saw once and evidence does not show any more

/**
 * Where the evidence names no cause, what the failed check itself found stands in: the trouble may have gone while it was looked into,
 * and a finding that does not depend on who looks was certain when it was made.
 */
export function withFinding(diagnosis: Diagnosis, verdict: Verdict | null): Diagnosis {
  if (diagnosis.cause === 'unknown' && verdict?.service) return ofService(diagnosis, verdict, verdict.service)
  const found = verdict?.code ?? null
  if (diagnosis.cause !== 'unknown' || found === null || found === 'unknown' || !isCause(found)) return diagnosis
  const because = [
    `The check that confirmed the outage found ${found}; the evidence gathered afterwards shows nothing else.`,
    ...diagnosis.because,
  ]
  return { ...diagnosis, cause: found, confidence: verdict?.deterministic ? CERTAIN : LIKELY, because }
}

// The page shows nothing that is broken, so what the check met is all there is, and it has been looked at more than once.
function ofService(diagnosis: Diagnosis, { because, code }: Verdict, service: Service): Diagnosis {
  const found = `The page is well; what fails belongs to it (${service}${code === null ? '' : `: ${code}`}).`
  return { ...diagnosis, cause: CAUSE_OF[service], confidence: CERTAIN, because: [found, ...because] }
}
