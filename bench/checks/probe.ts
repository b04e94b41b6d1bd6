import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { http } from '../../hub/src/checks/http.ts'
import { milliseconds } from '../../hub/src/domain/instant.ts'
import type { Instant } from '../../hub/src/domain/instant.ts'
import { createMemory } from '../../hub/src/network/memory.ts'
import { createNetwork } from '../../hub/src/network/create-network.ts'
import { loopbackPlan } from '../../hub/src/network/loopback.double.ts'
import type { Assignment, Seen } from '../../hub/src/probe/assignment.ts'
import { startRound } from '../../hub/src/probe/round.ts'
import { shareRounds, threadsFor } from '../../hub/src/probe/share-rounds.ts'
import { startWorkerRound } from '../../hub/src/probe/worker-round.ts'
import type { Order } from './order.ts'
import { startTally } from './tally.ts'

// A probe and nothing else: looks at the farm in a process of its own, by the rounds that a hub has, and says how it went when it is asked.
const { ports, ca, sites, intervalMs, scheme, resumes, threads } = JSON.parse(process.argv[2]!) as Order
const plan = {
  ...loopbackPlan({ resolvers: [`127.0.0.1:${ports.dns}`], ports: { 443: ports.https, 80: ports.http } }),
  resumesTls: resumes,
}
const options = http.options.parse({ contains: 'fresh bread' })
const onSeen = ({ monitor, lateMs, result }: Seen) => tally({ monitor, lateMs, isWell: result.state !== 'down' })
const onBug = (error: unknown) => void process.stderr.write(`${String(error)}\n`)
const made = { plan, trustedCa: readFileSync(ca, 'utf8') }
const known: Assignment[] = Array.from({ length: sites }, (_, n) => ({
  site: { id: `site-${n}.farm.test`, url: `${scheme}://site-${n}.farm.test/`, expect: { status: null, contains: null } },
  monitor: { id: `site-${n}.farm.test/http`, kind: 'http', options },
  interval: milliseconds(intervalMs),
  slowAfter: null,
}))
const tally = startTally(
  known.map(({ monitor }) => monitor.id),
  intervalMs,
)
const own = startRound({
  network: createNetwork(made),
  memory: createMemory({ resumes }),
  now: () => Date.now() as Instant,
  registrationOf: async () => null,
  onSeen,
  onBug,
})
const round = shareRounds({
  own,
  begin: (assigned) => startWorkerRound(made, { assigned, onSeen, onBug }),
  threads: (looks) => (threads ? threadsFor(looks, availableParallelism()) : 0),
  known: () => known,
})
round.take({ assign: known, within: milliseconds(intervalMs) })
process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.send!('started')
