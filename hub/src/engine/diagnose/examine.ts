import { compareAddresses } from '../../domain/diagnosis/compare.ts'
import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import type { Diagnosis } from '../../domain/diagnosis/diagnosis.ts'
import type { Baseline, Evidence } from '../../domain/diagnosis/evidence.ts'
import { isReplaced } from '../../domain/diagnosis/is-replaced.ts'
import { patternOf } from '../../domain/diagnosis/pattern.ts'
import { withExpected } from '../../domain/diagnosis/with-expected.ts'
import { seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Monitor, NetworkPlan, Plan, Secrets, Site } from '../../domain/plan/plan.ts'
import { clockSkew, triage } from '../../domain/triage/triage.ts'
import type { CheckResult, Verdict } from '../../domain/triage/verdict.ts'
import { dismissOutage } from '../../domain/triage/dismiss.ts'
import type { Dismissal } from '../../domain/triage/dismiss.ts'
import type { Network } from '../../network/network.ts'
import { Problem } from '../../problem.ts'
import { collectEvidence } from './collect.ts'
import type { Arrival } from './collect.ts'
import { look, verify } from '../check/verify.ts'
import type { Verifying } from '../check/verify.ts'

/** What one look at one site came to. */
export type Examination = Omit<Diagnosis, 'cause' | 'facts'> & {
  readonly verdict: 'healthy' | Verdict['verdict']
  readonly cause: string | null // `false_alarm.*` for a false alarm, `maintenance.planned` for maintenance
  readonly first: CheckResult
  readonly evidence: Evidence
}

export type Examining = {
  readonly network: Network
  readonly plan: NetworkPlan
  readonly providers?: Plan['providers']
  readonly secrets?: Secrets
  readonly baseline: Baseline | null
  readonly now: () => Instant
  readonly signal: AbortSignal
  readonly wait: Verifying['wait']
  readonly onArrival?: ((arrival: Arrival) => void) | undefined
}

const SUREST = 1
const FALSE_ALARM = 0.9
const STILL_SILENT: Span = seconds(2.5)

/** Looks once, without a memory: checks, verifies a failure, says the verdict and, of an outage, the cause. A target we may not look at is a Problem. */
export async function examine(site: Site, monitor: Monitor, around: Examining): Promise<Examination> {
  const { network, plan, providers = {}, secrets = new Map(), baseline, now, signal, onArrival = () => {} } = around
  const silence = new AbortController()
  const onSilence = () => silence.abort(new DOMException('No address of the site answers', 'TimeoutError'))
  const [first, evidence] = await Promise.all([
    look(site, monitor, { ...around, signal: AbortSignal.any([signal, silence.signal]) }),
    collectEvidence({ site, url: site.url, plan, providers, secrets, baseline, network, now, signal, onSilence, onArrival }),
  ])
  if (first.state === 'up' || first.state === 'warning') return judgeWell(first, evidence, site)
  if (first.code === 'address_not_public') throw refusal(site, first)
  // Not while the evidence is gathered: canaries that fail because we are busy would make a false alarm of an outage.
  const seen = await verify(site, monitor, first, { ...around, ...patience(first, around), canaries: plan.canaries })
  const said = triage(seen)
  if (said.verdict !== 'genuine') return dismissed(said, first, evidence)
  const tls = evidence.tls && { ...evidence.tls, clockSkewMs: clockSkew(seen.canaries) }
  const known = withExpected({ ...evidence, tls }, site.expect.contains)
  const diagnosis = diagnose(known)
  const excuse = dismissOutage(known, diagnosis)
  if (excuse) return dismissed(excuse, first, evidence)
  return outage(diagnosis, [...diagnosis.because, ...said.because], first, evidence)
}

// Whoever was silent all through the first look is not waited for as long again: a person waits for the answer.
const patience = (first: CheckResult, { signal, wait }: Examining): Pick<Verifying, 'signal' | 'wait'> =>
  first.class === 'timeout'
    ? { signal: AbortSignal.any([signal, AbortSignal.timeout(STILL_SILENT)]), wait: () => Promise.resolve() }
    : { signal, wait }

function refusal({ id }: Site, { diary }: CheckResult): Problem {
  const said = diary.map((line) => /address_not_public: (.*?)(?: \(\d+ ms\))?\.$/.exec(line)?.[1]).find((why) => why !== undefined)
  const fix = 'Name a public site, or set network.allow-private-targets in a configuration.'
  return new Problem('bad-input', 'address_not_public', `${said ?? `${id} has an address that is not public`}.`, fix)
}

const outage = (
  { facts: _facts, ...diagnosis }: Diagnosis,
  because: readonly string[],
  first: CheckResult,
  evidence: Evidence,
): Examination => ({ ...diagnosis, verdict: 'genuine', because, first, evidence })

function dismissed({ verdict, reason, because }: Verdict | Dismissal, first: CheckResult, evidence: Evidence): Examination {
  const confidence = verdict === 'false-alarm' ? FALSE_ALARM : SUREST
  return { verdict, cause: reason, confidence, because, alternatives: [], first, evidence }
}

/** A page that answers well may still be a wall, a suspension or a stranger's. */
function judgeWell(first: CheckResult, evidence: Evidence, { expect }: Site): Examination {
  const known = withExpected(evidence, expect.contains)
  const diagnosis = diagnose(known)
  const excuse = dismissOutage(known, diagnosis)
  if (excuse) return dismissed(excuse, first, evidence)
  if (isReplaced(known, diagnosis)) return outage(diagnosis, diagnosis.because, first, evidence)
  const trouble = patternOf(evidence)
  const because = [...wellness(first, evidence), ...(trouble ? [trouble.because] : [])]
  const pattern = trouble && { pattern: trouble.pattern }
  return { verdict: 'healthy', cause: null, confidence: SUREST, because, alternatives: [], ...pattern, first, evidence }
}

function wellness({ facts, tookMs, state, code }: CheckResult, evidence: Evidence): string[] {
  return [
    `The site answers ${facts['status'] ?? 'as expected'} in ${tookMs} ms.`,
    ...(state === 'warning' ? [`A warning: ${WARNINGS[code ?? ''] ?? code}.`] : []),
    ...(compareAddresses(evidence) === 'moved' ? ['Its address is another than before; what answers there is well.'] : []),
  ]
}

const WARNINGS: Readonly<Record<string, string>> = {
  ipv6_failing: 'it answers over IPv4 and not over IPv6',
  ipv4_failing: 'it answers over IPv6 and not over IPv4',
}
