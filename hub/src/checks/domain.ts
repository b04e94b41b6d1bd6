import { z } from 'zod'
import { days, iso } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import { hasStatus, isOnHold } from '../domain/diagnosis/registration-status.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { elapsed } from '../network/deadline.ts'
import { defineCheck } from './check.ts'

const Options = z.strictObject({ 'warn-days': z.int().min(1).max(365).default(30) })
type Options = z.infer<typeof Options>
type Finding = Pick<CheckResult, 'state' | 'code' | 'class'>

/**
 * Asks registry and registrar, as a diagnosis does, how the domain is registered. A name that they have taken out of the zone is down; one that
 * has lapsed or soon will is a warning while it still leads to the site. Nobody's answer is a warning too: it says nothing of the site.
 */
export const domain = defineCheck<Options>({
  kind: 'domain',
  asks: 'Is the domain registered, and for a while yet?',
  options: Options,

  async look(site, options, { now, signal, registrationOf }) {
    const at = now()
    const started = performance.now()
    const found = (await registrationOf?.(site, signal)) ?? null
    const until = found ? earliestEnd(found) : null
    const facts = {
      domain: found?.domain ?? null,
      registrar: found?.registrar ?? null,
      expires: until === null ? null : iso(until),
      status: found?.status.slice(0, 10).join(', ') ?? null,
    }
    const diary = [
      found
        ? `${found.domain}: ${facts.status || 'no status'}, until ${facts.expires ?? 'nobody says when'}.`
        : 'Nobody says how the domain is registered.',
    ]
    return { ...judge(found, until, at, options['warn-days']), at, tookMs: elapsed(started), facts, diary }
  },
})

/** The earlier of what registry and registrar say: the registry renews by itself (causes.md 1.4). */
const earliestEnd = ({ registryExpires, registrarExpires }: RegistrationEvidence): Instant | null =>
  registrarExpires === null ? registryExpires : (Math.min(registrarExpires, registryExpires ?? registrarExpires) as Instant)

function judge(found: RegistrationEvidence | null, until: Instant | null, at: Instant, warnDays: number): Finding {
  const down = (code: string): Finding => ({ state: 'down', code, class: 'deterministic' })
  const warning = (code: string): Finding => ({ state: 'warning', code, class: null })
  if (found === null) return warning('registration_unknown')
  if (hasStatus(found, 'redemption period', 'pending restore')) return down('domain.redemption')
  if (!found.found || hasStatus(found, 'pending delete')) return down('domain.pending_delete')
  if (isOnHold(found)) return down('domain.hold')
  if (until === null) return { state: 'up', code: null, class: null }
  if (until <= at) return warning('domain.expired')
  return until - at <= days(warnDays) ? warning('domain.expiring') : { state: 'up', code: null, class: null }
}
