import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Changed } from '@allclear/wire/plan.ts'
import { configExport } from '../src/cli/config-export.ts'
import { askRunningHub } from '../src/cli/running-hub.ts'
import { runHub } from '../src/cli/run-hub.ts'
import { loadPlan } from '../src/config.ts'
import { listSites } from '../src/store/sites.ts'

const FILE = `operator: { name: Harbor, timezone: UTC, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example, role: owner } }
sites: {}
network: { allow-private-targets: true, canaries: [] }
`

test('a site added on screen is watched at once, without a restart and after one, and one that is wrong is not kept at all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-onboard-'))
  const web = createServer((_, response) => response.end('Fresh bread')).listen(0, '127.0.0.1')
  await once(web, 'listening')
  const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`
  const config = join(folder, 'allclear.yaml')
  await writeFile(config, FILE)
  const start = async () => {
    const hub = await runHub({ basis: await loadPlan(config), data: folder, listen: { host: '127.0.0.1', port: 0 }, banner: null })
    return hub
  }
  const change = (changes: readonly object[], dryRun = false) =>
    askRunningHub(folder, '/api/v1/plan/changes', { changes, dryRun }) as Promise<Changed>
  let hub = await start()
  try {
    const visited = once(web, 'request', { signal: AbortSignal.timeout(20_000) })
    const added = {
      kind: 'sites',
      id: 'bakery.example',
      set: { url, interval: '1s', expect: { contains: 'Fresh bread' }, checks: { dns: false } },
    }
    const wrong = { kind: 'sites', id: 'wrong.example', set: { url: 'ftp://wrong.example/' } }
    await assert.rejects(change([added, wrong]), { code: 'entry_invalid' })
    assert.deepEqual(await listSites(hub.store.db), [])

    const dry = await change([added], true)
    assert.deepEqual([dry.isDone, dry.differences[0]!.key, Object.keys(hub.engine.plan().sites)], [false, 'url', []])
    const done = await change([added])
    assert.equal(done.isDone, true)
    await visited
    await hub.stop()
    hub = await start()
    assert.deepEqual(Object.keys(hub.engine.plan().sites), ['bakery.example'])
    await once(web, 'request', { signal: AbortSignal.timeout(20_000) })

    await change(done.undo)
    assert.deepEqual(Object.keys(hub.engine.plan().sites), [])
    assert.notEqual((await listSites(hub.store.db))[0]!.retiredAt, null)
    await change([added])
    await hub.stop()

    const to = join(folder, 'whole.yaml')
    assert.equal(await configExport({ config, data: folder, to }, { stdout: () => {}, stderr: () => {} }), 0)
    assert.deepEqual(Object.keys((await loadPlan(to)).plan.sites), ['bakery.example'])
  } finally {
    web.close()
    web.closeAllConnections()
    await hub.stop().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
})
