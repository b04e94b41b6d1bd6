import assert from 'node:assert/strict'
import { createServer } from 'node:tls'
import { after, test } from 'node:test'
import { foundAuthority } from '../../../lab/src/authority.ts'
import type { CertificateFlaw } from '../../../lab/src/authority.ts'
import { createNetwork } from './create-network.ts'
import { disposable, loopbackPlan, startDns, zone } from './loopback.double.ts'
import type { Closable } from './loopback.double.ts'
import { createMemory } from './memory.ts'
import type { Memory } from './memory.ts'

const authority = await foundAuthority()
const dns = await startDns(zone({ 'shop.test': ['127.0.0.1'] }))
after(() => dns[Symbol.asyncDispose]())

const signal = () => AbortSignal.timeout(2500)
const towards = (port: number) =>
  createNetwork({ plan: loopbackPlan({ resolvers: [dns.address], ports: { 443: port } }), trustedCa: authority.rootPem })
const remember = (memory: Memory) => ({ memory, used: false })

/** A site over TLS that counts how it was greeted. */
async function serve({ flaw, ecdhCurve }: { flaw?: CertificateFlaw; ecdhCurve?: string } = {}): Promise<
  Closable & { readonly greetings: string[] }
> {
  const { key, cert } = await authority.issue({ names: ['shop.test'], flaw })
  const greetings: string[] = []
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer({ key, cert, ...(ecdhCurve ? { ecdhCurve } : {}) }, (socket) => {
    sockets.add(socket)
    greetings.push(socket.isSessionReused() ? 'resumed' : 'whole')
    socket.on('error', () => {}).once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello'))
  }).on('tlsClientError', () => {})
  return Object.assign(await disposable(server, '127.0.0.1', () => sockets.forEach((socket) => socket.destroy())), { greetings })
}

test('an answer of a resolver is kept as long as its TTL lets it, used only by a look that may, and one of nothing is not (MON-1)', async () => {
  const network = towards(1)
  const memory = createMemory({ resumes: false })
  const looks = [remember(memory), remember(memory)]
  const answers = []
  for (const remembering of looks) answers.push(await network.lookup('shop.test', 'A', { signal: signal(), remembering }))
  assert.deepEqual(answers[0], answers[1])
  assert.deepEqual(
    looks.map(({ used }) => used),
    [false, true],
  )
  const other = remember(memory)
  await network.lookup('shop.test', 'A', { signal: signal(), remembering: other, resolver: 0 }) // whoever verifies chooses whom to ask
  for (const _ of 'ab') assert.equal((await network.lookup('gone.test', 'A', { signal: signal(), remembering: other })).code, 'nxdomain')
  assert.equal(other.used, false)
  memory.keepAnswer('A brief.test', answers[0]!, 0)
  assert.equal(memory.answerOf('A brief.test'), null)
})

test('between whole handshakes a session goes on where it may, and without a memory, or leave to, never', async () => {
  await using server = await serve()
  const network = towards(server.port)
  const visit = async (memory: Memory | null) => {
    const remembering = memory === null ? undefined : remember(memory)
    const answer = await network.request({ url: 'https://shop.test/' }, { signal: signal(), remembering })
    return [answer.ok && answer.body, remembering?.used ?? false]
  }
  const resuming = createMemory({ resumes: true })
  const always = createMemory({ resumes: false })
  assert.deepEqual(await visit(resuming), ['hello', false])
  assert.deepEqual(await visit(resuming), ['hello', true])
  assert.deepEqual(await visit(null), ['hello', false])
  for (const _ of 'ab') await visit(always)
  assert.deepEqual(server.greetings, ['whole', 'resumed', 'whole', 'whole', 'whole'])
})

test('an everyday greeting offers the groups that all servers know; where it fails, who looks again without it is well', async () => {
  await using server = await serve({ ecdhCurve: 'X25519MLKEM768' })
  const remembering = remember(createMemory({ resumes: false }))
  const ask = (how?: typeof remembering) =>
    towards(server.port).request({ url: 'https://shop.test/' }, { signal: signal(), remembering: how })
  const everyday = await ask(remembering)
  assert.deepEqual([everyday.ok, !everyday.ok && everyday.code, remembering.used], [false, 'tls_failed', true])
  assert.equal((await ask()).ok, true)
})

test('no session goes on from a certificate that is not in order, or past the end of one', async () => {
  const memory = createMemory({ resumes: true })
  for (const flaw of ['expired', 'wrong-name'] as const) {
    await using server = await serve({ flaw })
    const network = towards(server.port)
    for (const _ of 'ab') {
      const answer = await network.request({ url: 'https://shop.test/' }, { signal: signal(), remembering: remember(memory) })
      assert.equal(answer.ok, false, flaw)
    }
    assert.ok(!server.greetings.includes('resumed'), flaw)
  }
  memory.shookHands('ended', Date.now() - 1)
  memory.keepSession('ended', Buffer.from('session'))
  assert.equal(memory.sessionOf('ended'), null)
})
