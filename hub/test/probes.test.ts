import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Incident } from '../src/domain/incident/incident.ts'
import type { Plan } from '../src/domain/plan/plan.ts'
import { createNetwork } from '../src/network/create-network.ts'
import { listIncidents } from '../src/store/incidents.ts'
import { listMessages } from '../src/store/messages.ts'
import { openWarnings } from '../src/store/warnings.ts'
import { startHubOnLab } from './hub-on-lab.ts'
import { startProbe } from './probe-double.ts'

/** Two sites and their pages, so that three probes in one process do not starve each other. */
const quietly = (plan: Plan): Plan => {
  const pages = ['alpenhof.example', 'cornerbakery.example'].map((id) => plan.sites[id]!)
  const sites = pages.map((site) => [site.id, { ...site, monitors: site.monitors.filter(({ kind }) => kind === 'http') }] as const)
  return { ...plan, sites: Object.fromEntries(sites) }
}

test(
  'what one location cannot reach is a warning, and what others see as well is an outage; what is over is over for all (MON-8, TRI-1, TRI-2)',
  { timeout: 55_000 },
  async ({ signal }) => {
    await using world = await startHubOnLab(30, signal, quietly)
    const { lab, hub } = world
    const { network: plan } = hub().engine.plan()
    const network = createNetwork({ plan, trustedCa: await readFile(plan.trustedCa!, 'utf8') })
    const cut = new Set<string>()
    await using vienna = await startProbe(hub(), { location: 'vienna', network, isCut: (host) => cut.has(host) })
    await using oslo = await startProbe(hub(), { location: 'oslo', network, isCut: () => false })
    assert.notEqual(vienna.probe, oslo.probe)
    const { db } = hub().store
    const inVain = once(signal, 'abort').then(() => assert.fail('waited in vain'))
    inVain.catch(() => undefined)
    /** The incident of a site, as soon as one satisfies `isSo`. */
    const until = async (of: string, isSo: (incident: Incident) => boolean): Promise<Incident> => {
      for (;;) {
        const news = new Promise<void>((resolve) => {
          const off = hub().engine.events.subscribe(() => (off(), resolve()))
        })
        const found = (await listIncidents(db, { limit: 50 })).find(({ incident }) => incident.site === of && isSo(incident))
        if (found) return found.incident
        await Promise.race([news, inVain])
      }
    }

    cut.add('alpenhof.example')
    await until('alpenhof.example', ({ verdict }) => verdict?.reason === 'false_alarm.regional')
    const [warned] = await openWarnings(db, 'northlight', 'alpenhof.example')
    assert.equal(warned?.what, 'region vienna')
    assert.match(warned.said, /^The site cannot be reached from vienna; harbor and oslo see it well\.$/)

    await lab.order({ do: 'break', site: 'cornerbakery.example', fault: 'error-500' })
    const { verdict } = await until('cornerbakery.example', ({ phase }) => phase === 'open')
    assert.match(verdict!.because.join(' '), /(vienna and oslo|oslo and vienna) see it too\./)
    await lab.order({ do: 'fix', site: 'cornerbakery.example' })
    await until('cornerbakery.example', ({ phase }) => phase === 'stabilising')

    const ofRegion = (await listMessages(db, { limit: 50 })).filter(({ subject }) => subject?.includes('alpenhof'))
    assert.ok(ofRegion.every(({ template }) => template === 'warning'), 'nobody is told of an outage') // prettier-ignore
  },
)
