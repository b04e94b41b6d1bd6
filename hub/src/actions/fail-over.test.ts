import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteAt } from '../checks/site.double.ts'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import type { Said } from '../network/http.double.ts'
import type { Action } from './action.ts'
import { failBack, failOver } from './fail-over.ts'

async function run(action: Action, said: Said | null) {
  const double = await startHttpDouble(() => said ?? 'drop')
  const standby = { url: 'https://standby.example/', checked: true, switch: said === null ? null : `${double.url}/switch` }
  const end = await action.run({
    site: { ...siteAt('https://cornerbakery.example/'), standby },
    ...{ provider: null, token: 'secret', agent: null, signal: AbortSignal.timeout(2000) },
    network: createChannelNetwork({ operatorHosts: ['127.0.0.1'] }),
    scan: () => assert.fail('nobody scans'),
  })
  await double.close()
  return { ...end, heard: double.heard[0] }
}

test('the switch leads visitors to the standby, and back (PRP-6)', async () => {
  const there = await run(failOver, { body: 'moved' })
  assert.deepEqual(JSON.parse(there.heard!.body), {
    ...{ site: 'cornerbakery.example', to: 'standby' },
    ...{ primary: 'https://cornerbakery.example/', standby: 'https://standby.example/' },
  })
  assert.equal(there.heard!.headers['authorization'], 'Bearer secret')
  assert.deepEqual(
    [there.result, there.output],
    ['done', 'Visitors of cornerbakery.example are led to the standby. It answered 200: moved'],
  )
  assert.equal(JSON.parse((await run(failBack, { body: 'moved' })).heard!.body).to, 'primary')
})

test('where there is no switch, or it refuses, a person reads exactly what to do (PRP-6)', async () => {
  const none = await run(failOver, null)
  assert.deepEqual([none.result, none.heard], ['failed', undefined])
  assert.match(none.output, /By hand: point the records of cornerbakery\.example to the host of https:\/\/standby\.example\//)
  assert.match(
    (await run(failBack, { status: 403, body: 'no' })).output,
    /refused\. It answered 403: no By hand: .* host of https:\/\/cornerbakery/,
  )
  assert.match((await run(failOver, 'drop')).output, /did not answer/)
})
