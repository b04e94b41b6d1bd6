import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runHub } from '../../hub/src/cli/run-hub.ts'
import { untilStopped } from '../../hub/src/cli/until-stopped.ts'
import { loadPlan } from '../../hub/src/config.ts'
import type { Order } from './order.ts'

// A whole hub that watches the farm: store, loops, doors and all.
const order = JSON.parse(process.argv[2]!) as Order
const data = await mkdtemp(join(tmpdir(), 'allclear-checks-'))
await writeFile(join(data, 'allclear.yaml'), JSON.stringify(configOf(order)))
const stopped = untilStopped()
const basis = await loadPlan(join(data, 'allclear.yaml'), { listening: 'http://127.0.0.1:8470/' })
const hub = await runHub({ basis, data, listen: { host: '127.0.0.1', port: 0 }, banner: null })
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM')) // whoever asked for it is gone
process.send!('started')
await stopped
await hub.stop()
await rm(data, { recursive: true, force: true })
if (process.connected) process.removeAllListeners('disconnect').disconnect!()

// In a function, so that nothing of it is left in the memory that is measured.
function configOf({ ports, ca, sites, intervalMs, scheme, resumes }: Order) {
  const site = (name: string) => ({
    url: `${scheme}://${name}/`,
    interval: `${intervalMs / 1000}s`,
    expect: { contains: 'fresh bread' },
    checks: { tls: false, dns: false },
  })
  return {
    operator: { name: 'Farm', timezone: 'UTC', mail: 'ops@farm.test' },
    people: { ada: { name: 'Ada', mail: 'ada@farm.test', role: 'owner' } },
    network: {
      resolvers: [`127.0.0.1:${ports.dns}`],
      'root-servers': [`127.0.0.1:${ports.dns}`],
      'trusted-ca': ca,
      'allow-private-targets': true,
      'resume-tls': resumes,
      canaries: [],
      ports: { 443: ports.https, 80: ports.http },
    },
    sites: Object.fromEntries(Array.from({ length: sites }, (_, n) => [`site-${n}.farm.test`, site(`site-${n}.farm.test`)])),
  }
}
