import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { startLab } from '../../../lab/src/lab.ts'
import type { Lab } from '../../../lab/src/lab.ts'
import { baselineOf } from '../domain/diagnosis/baseline.ts'
import { diagnose } from '../domain/diagnosis/diagnose.ts'
import type { Baseline, Evidence } from '../domain/diagnosis/evidence.ts'
import { seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { collectEvidence } from '../engine/collect.ts'
import { createNetwork } from '../network/create-network.ts'
import type { Network } from '../network/network.ts'

const SITE = 'cornerbakery.example'
let lab: Lab
let network: Network
let good: Baseline

before(async () => {
  lab = await startLab()
  const { network: to } = lab.ready
  network = createNetwork({
    plan: { ...to, rootServers: to.rootServers, allowPrivateTargets: true, wordpressChecksums: null, ports: Object.fromEntries(Object.entries(to.ports).map(([a, b]) => [Number(a), b])) },
    trustedCa: readFileSync(to.trustedCa, 'utf8'),
  })
  good = baselineOf(await collect(null), ['Fresh bread'])
})
after(() => lab.close())

const collect = (baseline: Baseline | null, url = `https://${SITE}/`): Promise<Evidence> =>
  collectEvidence({
    site: { registrar: 'namesilver', hosting: 'anchor-hosting' },
    url,
    plan: { rdapBootstrap: lab.ready.network.rdapBootstrap },
    baseline,
    network,
    now: () => Date.now() as Instant,
    deadline: seconds(1.5),
  })
test('x', async () => {
  console.log(JSON.stringify(good, null, 1))
  for (const fault of ['certificate-expired','certificate-not-yet-valid','certificate-wrong-name','certificate-self-signed','certificate-chain','server-stopped','server-silent','connection-reset','error-500','suspended','domain-expired','record-missing','record-wrong','slow','content-missing','gzip-bomb','endless-headers','not-http']) {
    await lab.order({ do: 'break', site: SITE, fault })
    for (const b of [good, null]) {
      const t = performance.now()
      const e = await collect(b)
      const d = diagnose(e)
      console.log(fault, b ? 'with' : 'without', Math.round(performance.now() - t), d.cause, d.confidence, JSON.stringify(d.because), JSON.stringify(d.alternatives), JSON.stringify(d.facts), e.tls?.code, e.page?.failure, e.page?.status)
    }
    await lab.order({ do: 'fix', site: SITE })
  }
})
