import type { Look } from '../../checks/check.ts'
import type { Besides } from './besides.ts'
import { CHECKS } from '../../checks/index.ts'
import { isDeterministic } from '../../domain/triage/triage.ts'
import type { CheckResult, Observations } from '../../domain/triage/verdict.ts'
import type { PageEvidence } from '../../domain/diagnosis/evidence.ts'
import { after, between, milliseconds, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { page } from '../../evidence/page.ts'
import { subjectOf } from '../../evidence/subject-of.ts'
import type { Network } from '../../network/network.ts'
import { askCanary } from '../../probe/ask-canary.ts'

/** What verifying needs besides the failure. `wait` ends after a span or with the signal, and never throws: a story brings its own. */
export type Verifying = {
  readonly network: Network
  readonly now: () => Instant
  readonly signal: AbortSignal
  readonly wait: (span: Span, signal: AbortSignal) => Promise<void>
  readonly canaries: readonly string[]
  readonly othersFailing?: Observations['othersFailing']
  readonly otherLocations?: Observations['otherLocations']
  readonly maintenance?: string | null
  readonly besides?: (site: Site, monitor: Monitor) => Promise<Besides>
}

const PATIENCE = seconds(1.7) // between the first failure and the last look: half of the verdicts within interval / 2 + 2 s of the fault
const LOOK = seconds(10)

/**
 * Looks again before anyone is told (TRI-1): at once on a fresh connection, and once more 1.7 s after the first failure, there also through the
 * next resolver, with the canaries meanwhile. A refused connection takes under 4 s. A deterministic finding needs one fresh look and no wait.
 */
export async function verify(site: Site, monitor: Monitor, first: CheckResult, around: Verifying): Promise<Observations> {
  const [looks, canaries, asBrowser] = await Promise.all([
    lookAgain(site, monitor, first, around),
    Promise.all(around.canaries.map((url) => askCanary(url, around))),
    isAboutThePage(first) ? seenByBrowser(site, around) : null,
  ])
  return {
    first,
    ...looks,
    canaries,
    otherLocations: around.otherLocations ?? [],
    othersFailing: around.othersFailing ?? { sites: 1, ofSites: 1, networks: 1 },
    maintenance: around.maintenance ?? null,
    asBrowser,
  }
}

type Looks = Pick<Observations, 'retries' | 'otherResolver'>

async function lookAgain(site: Site, monitor: Monitor, first: CheckResult, around: Verifying): Promise<Looks> {
  const elsewhere = () => (around.network.resolverCount > 1 ? look(site, monitor, around, 1) : null)
  if (isDeterministic(first)) {
    const [fresh, otherResolver] = await Promise.all([look(site, monitor, around), elsewhere()])
    return { retries: [fresh], otherResolver }
  }
  // A look that meets silence takes its time, so the last one does not wait for it.
  const looking = look(site, monitor, around)
  const answered = new AbortController()
  const isWell = looking.then(({ state }) => state === 'up' || state === 'warning')
  void isWell.then((well) => well && answered.abort())
  const rest = between(around.now(), after(after(first.at, milliseconds(first.tookMs)), PATIENCE))
  if (rest > 0) await around.wait(rest, AbortSignal.any([around.signal, answered.signal]))
  if (answered.signal.aborted || around.signal.aborted) return { retries: [await looking], otherResolver: null }
  const [fresh, last, otherResolver] = await Promise.all([looking, look(site, monitor, around), elsewhere()])
  return { retries: [fresh, last], otherResolver }
}

/** One execution of a monitor's check, given up after 10 s. A kind that is not in the list is a mistake of ours. */
export async function look(
  site: Site,
  monitor: Monitor,
  around: Pick<Verifying, 'network' | 'now' | 'signal' | 'besides'>,
  resolver?: number,
): Promise<CheckResult> {
  const check = CHECKS.find(({ kind }) => kind === monitor.kind)
  if (!check) throw new Error(`No check of the kind ${monitor.kind}`)
  const signal = AbortSignal.any([around.signal, AbortSignal.timeout(LOOK)])
  const how: Look = { network: around.network, now: around.now, signal, resolver, ...(await around.besides?.(site, monitor)) }
  return check.look(site, monitor.options, how)
}

const isAboutThePage = ({ class: failure }: CheckResult) => failure === 'status' || failure === 'content'

async function seenByBrowser(site: Site, { network, now, signal }: Verifying): Promise<PageEvidence | null> {
  const url = new URL(site.url)
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LOOK)])
  return page.collect(subjectOf({ url, baseline: null, network, now, signal: limit }))
}
