import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import type { LabOrder, LabReady } from '@allclear/wire/lab.ts'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { GROUPS } from '../../../lab/src/groups.ts'
import { http } from '../../src/checks/http.ts'
import { systemClock } from '../../src/clock.ts'
import { loadPlan } from '../../src/config.ts'
import { baselineOf } from '../../src/domain/diagnosis/baseline.ts'
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts'
import type { Baseline, Evidence } from '../../src/domain/diagnosis/evidence.ts'
import { seconds } from '../../src/domain/instant.ts'
import type { Plan, Provider, Site } from '../../src/domain/plan/plan.ts'
import { dismissOutage } from '../../src/domain/triage/dismiss.ts'
import { examine } from '../../src/engine/diagnose/examine.ts'
import type { Examination } from '../../src/engine/diagnose/examine.ts'
import { createNetwork } from '../../src/network/create-network.ts'
import type { Said } from './judge.ts'
import type { Scenario } from './scenarios.ts'

const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))

/** What one look at a broken site came to, how long it took, and the processor time of this process meanwhile. */
export type Look = Said & { readonly evidence: Evidence; readonly tookMs: number; readonly cpuMs: number }

/** A lab, in this process or another. */
export type Patient = { readonly ready: LabReady; order(order: LabOrder): Promise<void> }

/** Breaks the sites of a lab and looks at them as `diagnose` does, for the agency that looks after them; with what it knows of them while well, or without. */
export async function startExaminer(lab: Patient, knowsThem = true) {
  Object.assign(process.env, labEnvironment(lab.ready))
  const { plan, secrets } = await loadPlan(AGENCY, { listening: 'http://127.0.0.1:8470/' })
  const to = plan.network
  const network = createNetwork({ plan: to, trustedCa: to.trustedCa === null ? null : await readFile(to.trustedCa, 'utf8') })
  const providers = withFeeds(plan.providers, lab.ready)
  const baselines = new Map<string, Baseline>()

  const look = (site: Site, baseline: Baseline | null): Promise<Examination> =>
    examine(site, monitorOf(site), {
      network,
      plan: to,
      providers,
      secrets,
      baseline,
      now: systemClock.now,
      signal: new AbortController().signal,
      wait: (span, signal) => pause(span, undefined, { signal }).catch(() => {}),
    })

  // The last known good, taken once while the site is well.
  async function baselineFor(site: Site): Promise<Baseline | null> {
    const known = baselines.get(site.url)
    if (known) return known
    const seen = await look(site, null)
    if (seen.verdict !== 'healthy') return null
    const baseline = baselineOf(seen.evidence, site.expect.contains === null ? [] : [site.expect.contains])
    baselines.set(site.url, baseline)
    return baseline
  }

  return {
    sites: Object.keys(plan.sites),
    /** Gives the orders that break something, looks at the site, and puts everything right again. */
    async examineBroken(name: string, orders: readonly LabOrder[], expected: Scenario): Promise<Look> {
      const site = at(plan.sites[name] ?? memberOf(name), expected.look)
      const baseline = knowsThem ? await baselineFor(site) : null
      if (expected.before) {
        await lab.order({ do: 'break', site: name, fault: expected.before })
        await look(site, baseline)
      }
      for (const order of orders) await lab.order(order)
      try {
        const [began, cpu] = [performance.now(), process.cpuUsage()]
        const said = await look(site, baseline)
        const { user, system } = process.cpuUsage(cpu)
        const tookMs = Math.round(performance.now() - began)
        return { ...withMore(said, expected), evidence: said.evidence, tookMs, cpuMs: (user + system) / 1000 }
      } finally {
        for (const order of orders.toReversed()) await lab.order(undone(order))
      }
    },
  }
}

const at = (site: Site, look: Scenario['look']): Site => (look ? { ...site, url: look(site.url) } : site)

/** A website of a group, which the agency does not look after. */
function memberOf(name: string): Site {
  const found = GROUPS.flatMap(({ members }) => members).find((one) => one.name === name)
  if (!found) throw new Error(`The lab has no website ${name}`)
  const { dns, hosting, phrase, edge } = found
  const known = { client: null, partner: 'operator', monitors: [], registrar: found.registrar ?? null, plan: null, stack: null }
  return {
    id: name,
    ...known,
    dns,
    hosting,
    cdn: edge ?? null,
    host: null,
    url: `https://${name}/`,
    expect: { status: 200, contains: phrase },
  }
}

const monitorOf = ({ id, monitors }: Site) =>
  monitors.find(({ kind }) => kind === http.kind) ?? {
    id: `${id}/http`,
    kind: http.kind,
    interval: seconds(60),
    options: http.options.parse({}),
  }

/** Every company of the lab with its status feed, in the plan or not. */
function withFeeds(known: Plan['providers'], { statusFeeds = [] }: LabReady): Plan['providers'] {
  const blank = { kind: 'hosting', managed: false, panel: null, support: { url: null, mail: null, phone: null }, login: null }
  const all = statusFeeds.map(({ provider, url }) => {
    const named = { id: provider, name: provider, ...blank, plans: [] } as unknown as Provider
    return [provider, { ...named, ...known[provider], status: url }] as const
  })
  return { ...known, ...Object.fromEntries(all) }
}

function undone(order: LabOrder): LabOrder {
  switch (order.do) {
    case 'break':
      return { do: 'fix', site: order.site }
    case 'status':
      return { ...order, state: 'green' }
    case 'canaries':
      return { ...order, state: 'well' }
    default:
      return order
  }
}

// What a hub knows besides a single look: how its checks went, and how its other sites are.
function withMore(said: Examination, { seen }: Scenario): Said {
  if (!seen || said.verdict === 'healthy' || said.verdict === 'false-alarm') return said
  const evidence = { ...said.evidence, ...seen }
  const diagnosis = diagnose(evidence)
  const excuse = dismissOutage(evidence, diagnosis)
  if (excuse) return { verdict: excuse.verdict, cause: excuse.reason, confidence: 1, because: excuse.because }
  return { verdict: 'genuine', cause: diagnosis.cause, confidence: diagnosis.confidence, because: diagnosis.because }
}
