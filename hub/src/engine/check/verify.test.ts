import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { http } from '../../checks/http.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { triage } from '../../domain/triage/triage.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { createNetwork } from '../../network/create-network.ts'
import { loopbackPlan } from '../../network/loopback.double.ts'
import { look, verify } from './verify.ts'
import type { Verifying } from './verify.ts'

/** A site that answers as told, and a clock that jumps when somebody waits. */
async function world(t: TestContext, answer: RequestListener, canaries: readonly string[] = []) {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => (server.closeAllConnections(), server.close()))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const waits: Span[] = []
  let now = Date.now() as Instant
  const around: Verifying = {
    network: createNetwork({ plan: loopbackPlan(), trustedCa: null }),
    now: () => now,
    signal: AbortSignal.timeout(5000),
    canaries: canaries.map((path) => url + path),
    wait: async (span) => {
      waits.push(span)
      now = (now + span) as Instant
    },
  }
  const site = { id: '127.0.0.1', url, expect: { status: null, contains: null } } as unknown as Site
  const monitor = { id: 'm', kind: 'http', options: http.options.parse({}) } as Monitor
  const passes = (span: number) => (now = (now + span) as Instant)
  return {
    server,
    around,
    waits,
    passes,
    first: () => look(site, monitor, around),
    verify: (first: CheckResult) => verify(site, monitor, first, around),
  }
}

test('a failure is looked at again at once, and once more 1.7 s after it (TRI-1)', async (t) => {
  const { first, verify, waits } = await world(t, (_, response) => response.writeHead(500).end())
  const failure = await first()
  const seen = await verify(failure)
  assert.equal(seen.retries.length, 2)
  assert.ok(waits.length === 1 && waits[0]! >= 1700, String(waits))
  assert.ok(seen.retries[1]!.at - failure.at >= 1700)
  assert.equal(triage(seen).verdict, 'genuine')
})

test('what is well at once is not looked at twice', async (t) => {
  let asked = 0
  const { first, verify } = await world(t, (_, response) => response.writeHead(asked++ === 0 ? 503 : 200).end('fine'))
  const seen = await verify(await first())
  assert.equal(triage(seen).reason, 'false_alarm.transient')
})

test('a deterministic finding needs one fresh look and no wait', async (t) => {
  const { first, verify, waits } = await world(t, (request, response) =>
    request.url === '/' ? response.writeHead(302, { location: '/cgi-sys/suspendedpage.cgi' }).end() : response.end('Account Suspended'),
  )
  const seen = await verify(await first())
  assert.deepEqual([seen.retries.length, waits.length], [1, 0])
  const said = triage(seen)
  assert.deepEqual([said.verdict, said.deterministic], ['genuine', true])
})

test('the time that has passed since the failure is not waited for again', async (t) => {
  const { first, verify, waits, passes } = await world(t, (_, response) => response.writeHead(500).end())
  const failure = await first()
  passes(5000)
  await verify(failure)
  assert.deepEqual(waits, [])
})

test('canaries tell whether we see, and what our clock is worth', async (t) => {
  const hour = () => new Date(Date.now() - 3_600_000).toUTCString()
  const { first, verify } = await world(
    t,
    (request, response) => {
      if (request.url === '/well') return response.writeHead(200, { date: hour() }).end()
      response.writeHead(request.url === '/ill' ? 502 : 500).end()
    },
    ['well', 'ill'],
  )
  const { canaries } = await verify(await first())
  assert.deepEqual(
    canaries.map(({ well }) => well),
    [true, false],
  )
  assert.ok(Math.abs(canaries[0]!.skewMs! - 3_600_000) < 10_000)
})

test('a refusal for our probe that a browser does not meet is a wall (row 77)', async (t) => {
  const { first, verify } = await world(t, (request, response) => {
    const isProbe = request.headers['user-agent']?.startsWith('Allclear')
    response.writeHead(isProbe ? 403 : 200).end('Corner Bakery')
  })
  assert.equal(triage(await verify(await first())).reason, 'false_alarm.waf_block')
})
