import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../clock.ts'
import { loadPlan } from '../config.ts'
import { readText } from '../config-files.ts'
import { http } from '../checks/http.ts'
import { baselineOf, readBaseline, writeBaseline } from '../domain/diagnosis/baseline.ts'
import type { Baseline } from '../domain/diagnosis/evidence.ts'
import { findCause } from '../domain/diagnosis/taxonomy.ts'
import { printComplaints } from '../domain/document.ts'
import { contactsFor } from '../domain/handover/contacts.ts'
import { stepsFor } from '../domain/handover/steps-for.ts'
import { iso, seconds } from '../domain/instant.ts'
import { hostsOfOperator } from '../domain/plan/operator-hosts.ts'
import type { Monitor, Site } from '../domain/plan/plan.ts'
import { readWebAddress } from '../domain/plan/web-address.ts'
import { choosePlaybook } from '../domain/playbook/choose.ts'
import type { Playbook } from '../domain/playbook/playbook.ts'
import { examine } from '../engine/diagnose/examine.ts'
import type { Examination, Examining } from '../engine/diagnose/examine.ts'
import { loadLibrary } from '../library.ts'
import { createNetwork } from '../network/create-network.ts'
import { readUrl } from '../network/url.ts'
import { Problem } from '../problem.ts'
import { printExamination } from './print-examination.ts'
import type { Out } from './report-complaints.ts'
import { showProgress } from './show-progress.ts'
import { theInternet } from './the-internet.ts'

export type DiagnoseOptions = {
  readonly config?: string | undefined
  readonly baseline?: string | undefined
  readonly json?: boolean | undefined
}

/** What `diagnose --json` prints. */
export type Diagnosed = Pick<Examination, 'verdict' | 'cause' | 'confidence' | 'because' | 'alternatives'> & {
  readonly root: string | null // the cause behind it
  readonly pattern: NonNullable<Examination['pattern']> | null
  readonly against: readonly string[]
  readonly check: string | null // one line that an engineer would run
  readonly url: string
  readonly healthy: boolean | null // null: our own view or clock was disturbed, so nothing was seen
  readonly contact: 'client' | 'partner' | null
  readonly playbook: string | null
  readonly evidence: Readonly<Record<string, unknown>>
  readonly durationMs: number
}

const sleep: Examining['wait'] = (span, signal) => pause(span, undefined, { signal }).catch(() => {})
const BLIND = new Set(['false_alarm.probe', 'false_alarm.clock'])

/** `diagnose URL`: one look at one site, without a database. Exit status 0 healthy, 1 not, 2 bad input (a Problem), 3 nothing was seen. */
export async function diagnoseVerb(url: string, options: DiagnoseOptions, out: Out, wait = sleep): Promise<number> {
  const started = performance.now()
  const target = readTarget(url)
  const baseline = options.baseline === undefined ? null : await loadBaseline(options.baseline)
  const { plan = null, secrets = new Map() } = options.config === undefined ? {} : await loadPlan(options.config)
  const to = plan?.network ?? theInternet()
  const { site, monitor } = watch(target, Object.values(plan?.sites ?? {}))
  const found = await examine(site, monitor, {
    network: createNetwork({
      plan: to,
      trustedCa: to.trustedCa === null ? null : await readFile(to.trustedCa, 'utf8'),
      operatorHosts: plan === null ? [] : hostsOfOperator(plan, secrets).services,
    }),
    plan: to,
    providers: plan?.providers ?? {},
    secrets,
    baseline,
    now: systemClock.now,
    signal: new AbortController().signal,
    wait,
    onArrival: options.json ? undefined : showProgress(target.host, out),
  })
  const playbook = isOutage(found) ? choosePlaybook((await loadLibrary({})).playbooks, found.cause) : null
  const said = answer(target, site, { given: baseline, found, playbook, durationMs: Math.round(performance.now() - started) })
  const contacts = isOutage(found) ? contactsFor(known(found.cause), site, plan ?? NO_PLAN, found.evidence) : []
  const hostingManaged = plan?.providers[site.hosting ?? '']?.managed ?? false
  const steps = playbook && isOutage(found) ? stepsFor(playbook, { finding: found, hostingManaged, at: systemClock.now() }) : []
  out.stdout(
    options.json ? `${JSON.stringify(said, inWords, 2)}\n` : printExamination({ said, seen: found.evidence, playbook, steps, contacts }),
  )
  return said.healthy === null ? 3 : said.healthy ? 0 : 1
}

function readTarget(text: string): URL {
  const written = readWebAddress(text)
  if ('wrong' in written) throw new Problem('bad-input', 'url_invalid', `${written.wrong}.`, `${upperFirst(written.write)}.`)
  const read = readUrl(written.means)
  if (!read.ok) throw new Problem('bad-input', 'url_invalid', `${read.message}.`, 'Write the address that visitors use.')
  return read.url
}

const upperFirst = (text: string) => text[0]!.toUpperCase() + text.slice(1)

async function loadBaseline(file: string): Promise<Baseline> {
  const read = await readText(file)
  const { baseline, complaints } = 'text' in read ? readBaseline(read.text, file) : { baseline: null, complaints: [read] }
  if (baseline) return baseline
  const message = printComplaints(complaints).trimEnd()
  throw new Problem('bad-input', 'baseline_invalid', message, 'Mend what is named and try again.', { complaints })
}

// What `network:` means where nothing is written.
/** The site of the configuration that this URL is, with its expectations; any other URL is expected to answer well, and no more. */
function watch(target: URL, sites: readonly Site[]): { site: Site; monitor: Monitor } {
  const sameHost = sites.find(({ url }) => new URL(url).hostname === target.hostname)
  const known = sameHost && new URL(sameHost.url).pathname === target.pathname ? sameHost : null
  const site: Site = {
    id: target.hostname,
    client: null,
    partner: 'operator',
    monitors: [],
    registrar: null,
    dns: null,
    hosting: null,
    cdn: null,
    host: null,
    plan: null,
    stack: null,
    ...sameHost,
    url: target.href,
    expect: known?.expect ?? { status: null, contains: null },
  }
  const own = known?.monitors.find(({ kind }) => kind === http.kind)
  const monitor = own ?? { id: `${site.id}/http`, kind: http.kind, interval: seconds(60), options: http.options.parse({}) }
  return { site, monitor }
}

const NO_PLAN = { providers: {}, people: {}, clients: {} }
const known = (cause: string) => (cause === 'unknown' ? null : cause)
const isOutage = (found: Examination): found is Examination & { readonly cause: string } =>
  found.verdict === 'genuine' && found.cause !== null

type Looked = {
  readonly given: Baseline | null
  readonly found: Examination
  readonly playbook: Playbook | null // null: no outage
  readonly durationMs: number
}

function answer(target: URL, site: Site, { given, found, playbook, durationMs }: Looked): Diagnosed {
  const { verdict, cause, confidence, because, alternatives, root = null, pattern = null, against = [], check = null, evidence } = found
  const contains = site.expect.contains === null ? [] : [site.expect.contains]
  const baseline = verdict === 'healthy' ? baselineOf(evidence, contains) : given
  return {
    url: target.href,
    healthy: cause !== null && BLIND.has(cause) ? null : verdict !== 'genuine' && verdict !== 'maintenance',
    verdict,
    cause,
    confidence,
    because,
    alternatives,
    ...{ root, pattern, against, check },
    contact: isOutage(found) ? (findCause(found.cause)?.contact ?? playbook?.firstContact ?? null) : null,
    playbook: playbook?.id ?? null,
    evidence: { ...evidence, check: found.first, baseline: baseline && writeBaseline(baseline) },
    durationMs,
  }
}

const INSTANTS = new Set(
  ['at', 'validFrom', 'validTo', 'registryExpires', 'registrarExpires', 'changedAt', 'learntAt', 'retryAt', 'since', 'until'], // prettier-ignore
)
const inWords = (key: string, value: unknown) =>
  INSTANTS.has(key) && typeof value === 'number' ? iso(value as Parameters<typeof iso>[0]) : value
