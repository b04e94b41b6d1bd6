import { readFileSync } from 'node:fs'
import { http } from '../../hub/src/checks/http.ts'
import { milliseconds } from '../../hub/src/domain/instant.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import { createMemory } from '../../hub/src/network/memory.ts'
import { createNetwork } from '../../hub/src/network/create-network.ts'
import { loopbackPlan } from '../../hub/src/network/loopback.double.ts'
import { startRound } from '../../hub/src/probe/round.ts'
import type { Order } from './order.ts'

// A probe and nothing else: one round of looks at the farm in a process of its own, which says how it went when it is asked.
const { ports, ca, sites, intervalMs, scheme, resumes } = JSON.parse(process.argv[2]!) as Order
const plan = loopbackPlan({ resolvers: [`127.0.0.1:${ports.dns}`], ports: { 443: ports.https, 80: ports.http } })
const options = http.options.parse({ contains: 'fresh bread' })
const told = { looks: 0, late: 0, wrong: 0, worstMs: 0 }
const round = startRound({
  network: createNetwork({ plan, trustedCa: readFileSync(ca, 'utf8') }),
  memory: createMemory({ resumes }),
  now: () => Date.now() as Instant,
  registrationOf: async () => null,
  onSeen({ lateMs, result }) {
    told.looks += 1
    if (lateMs > 1000) told.late += 1
    if (result.state === 'down') told.wrong += 1
    told.worstMs = Math.max(told.worstMs, lateMs)
  },
  onBug: (error) => process.stderr.write(`${String(error)}\n`),
})
const assign = Array.from({ length: sites }, (_, n) => ({
  site: { id: `site-${n}.farm.test`, url: `${scheme}://site-${n}.farm.test/`, expect: { status: null, contains: null } },
  monitor: { id: `site-${n}.farm.test/http`, kind: 'http', options },
  interval: milliseconds(intervalMs),
  slowAfter: milliseconds(60_000),
}))
round.take({ assign })
process.on('message', () => process.send!({ ...told }))
process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.send!('started')
