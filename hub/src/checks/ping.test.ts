import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loopbackPlan } from '../network/loopback.double.ts'
import { createNetwork } from '../network/create-network.ts'
import { ping as askPing } from '../network/ping.ts'
import type { Pinged } from '../network/network.ts'
import { ping } from './ping.ts'
import { look, siteAt } from './site.double.ts'

const WAY = { ports: {}, mayBePrivate: () => true, addressesOf: () => assert.fail('an address needs no asking') }

async function pinged(says: string): Promise<Pinged> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-ping-'))
  const program = join(folder, 'ping')
  await writeFile(program, `#!/bin/sh\necho "$@"\ncat <<'END'\n${says}\nEND\nexit 1\n`)
  await chmod(program, 0o755)
  const seen = await askPing(WAY, { host: '127.0.0.9' }, AbortSignal.timeout(2000), program)
  await rm(folder, { recursive: true })
  return seen
}

test('the words of ping are counted, whatever else it says (MON-2)', async () => {
  const some = await pinged('3 packets transmitted, 1 received, 66% packet loss\nrtt min/avg/max/mdev = 0.1/12.6/20.0/1.0 ms')
  assert.deepEqual(some, { ok: true, address: '127.0.0.9', sent: 3, answered: 1, averageMs: 13 })
  const none = await pinged('3 packets transmitted, 0 received, 100% packet loss')
  assert.equal(none.ok && none.answered, 0)
  const broken = await pinged('ping: socket: Operation not permitted')
  assert.equal(!broken.ok && broken.code, 'ping_unusable')
})

test('without the program the state is a warning that says what to install, never an outage (MON-2)', async () => {
  const seen = await askPing(WAY, { host: '127.0.0.9' }, AbortSignal.timeout(2000), '/nonexistent/ping')
  assert.equal(!seen.ok && seen.code, 'ping_missing')
  const network = createNetwork({ plan: loopbackPlan({ allowPrivateTargets: false }), trustedCa: null })
  const refused = await network.ping({ host: '10.0.0.1' }, { signal: AbortSignal.timeout(2000) })
  assert.equal(!refused.ok && refused.code, 'address_not_public')
  const { state } = await look(ping, siteAt('https://127.0.0.1/'), { plan: {} })
  assert.notEqual(state, 'down')
})
