import assert from 'node:assert/strict'
import { createServer } from 'node:tls'
import { after, test } from 'node:test'
import { foundAuthority } from '../../../lab/src/authority.ts'
import type { Provider, Site } from '../domain/plan/plan.ts'
import { createNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import { disposable, loopbackPlan, startDns, zone } from '../network/loopback.double.ts'
import { createCertificateRenew } from './certificate-renew.ts'
import { actionIds, actions } from './index.ts'

const authority = await foundAuthority()
const names = ['cornerbakery.example']
const [bad, good] = [await authority.issue({ names, flaw: 'expired' }), await authority.issue({ names })]
const dns = await startDns(zone({ 'cornerbakery.example': ['127.0.0.1'] }))
after(() => dns[Symbol.asyncDispose]())

type Panel = {
  readonly kind?: 'plesk'
  readonly renews: boolean
  readonly refusal?: string
  readonly silent?: AbortController // says nothing more; the time is over when it was asked three times
  readonly owner?: string | null
  readonly status?: number
}
type More = { readonly provider?: Partial<Provider> | null; readonly token?: string | null; readonly signal?: AbortSignal }

/** A site with an expired certificate and the panel of its host, which does what `panel` says when it is asked to renew. */
async function renewal(panel: Panel, more: More = {}) {
  const server = createServer(bad)
  server.on('tlsClientError', () => {}).on('secureConnection', (socket) => socket.on('error', () => {}))
  await using site = await disposable(server, '127.0.0.1', () => {})
  let [starts, asked] = [0, 0]
  const answer = (path: string) => {
    const done = (data: unknown) => ({ data, metadata: { result: 1, reason: 'OK' } })
    if (path.includes('/getdomainowner?')) return done({ user: panel.owner === undefined ? 'cornerbakery' : panel.owner })
    if (path.includes('/get_autossl_problems_for_domain?')) {
      const problem = { domain: names[0], problem: `Validation failed (${'x'.repeat(3000)})`, time: `2026-03-01T03:1${starts}:00Z` }
      if (++asked === 3) panel.silent?.abort()
      return done({ problems_by_domain: panel.silent ? [] : [problem] })
    }
    starts++
    if (panel.refusal) return { metadata: { result: 0, reason: panel.refusal } }
    if (panel.renews) server.setSecureContext(good)
    return done({ pid: '4001' })
  }
  // Plesk's REST API: its command line answers with exit status and output (docs.plesk.com, /api/v2/cli).
  const issue = () => {
    starts++
    if (panel.refusal) return { code: 1, stdout: '', stderr: panel.refusal }
    if (panel.renews) server.setSecureContext(good)
    return { code: 0, stdout: 'The certificate was issued.', stderr: '' }
  }
  const isPlesk = panel.kind === 'plesk'
  const whm = await startHttpDouble(({ path, headers }) => {
    const admits = isPlesk ? headers['x-api-key'] === 'SECRET' : headers['authorization'] === 'whm root:SECRET'
    return admits ? { status: panel.status ?? 200, body: isPlesk ? issue() : answer(path) } : { status: 403, body: 'Access denied' }
  })
  const door = { kind: panel.kind ?? 'cpanel', url: `${whm.url}/` }
  const provider = { id: 'anchor', name: 'Anchor Hosting', panel: door, ...more.provider } as Provider
  const { result, output } = await createCertificateRenew(5).run({
    site: { id: 'cornerbakery.example', url: 'https://cornerbakery.example/' } as Site,
    provider: more.provider === null ? null : provider,
    token: more.token === undefined ? 'SECRET' : more.token,
    network: createNetwork({ plan: loopbackPlan({ resolvers: [dns.address], ports: { 443: site.port } }), trustedCa: authority.rootPem }),
    signal: more.signal ?? AbortSignal.timeout(20_000),
    agent: null,
    scan: () => assert.fail('no scan is asked for'),
  })
  await whm.close()
  return { result, output, starts, paths: whm.heard.map(({ path }) => path), bodies: whm.heard.map(({ body }) => body) }
}

test('a renewal through the panel is done when the site itself serves the new certificate', async () => {
  const { result, output, starts, paths } = await renewal({ renews: true })
  assert.deepEqual([result, starts], ['done', 1])
  assert.equal(output, 'AutoSSL was started for the account cornerbakery.\ncornerbakery.example serves a good certificate.')
  assert.ok(paths.includes('/json-api/start_autossl_check_for_one_user?api.version=1&username=cornerbakery'))
})

test('two attempts that fail end it, with what the panel said, in at most 4 kB', async () => {
  const { result, output, starts } = await renewal({ renews: false })
  assert.deepEqual([result, starts, output.length <= 4096], ['failed', 2, true])
  assert.match(output, /Attempt 1 failed: Validation failed[^]*Attempt 2 failed: Validation failed[^]*Two attempts failed/)
})

test('a panel that refuses to start counts as an attempt', async () => {
  const { result, output, starts } = await renewal({ renews: false, refusal: 'AutoSSL is disabled.' })
  assert.deepEqual([result, starts], ['failed', 2])
  assert.match(output, /AutoSSL is disabled/)
})

test('a panel that says nothing more is watched until the time is over, and no longer', async () => {
  const silent = new AbortController()
  const { result, output } = await renewal({ renews: false, silent }, { signal: silent.signal })
  assert.equal(result, 'failed')
  assert.match(output, /^AutoSSL was started[^]*Its time was over before the site served a good certificate\.$/)
})

test('Plesk is asked through its extension SSL It!, and it is done when the site itself serves the new certificate (REA-6)', async () => {
  const { result, output, starts, paths, bodies } = await renewal({ kind: 'plesk', renews: true })
  assert.deepEqual([result, starts, paths], ['done', 1, ['/api/v2/cli/extension/call']])
  assert.deepEqual(JSON.parse(bodies[0]!), {
    params: ['--call', 'sslit', '--certificate', '-issue', '-domain', 'cornerbakery.example', '-secure-domain'],
  })
  assert.equal(output, 'SSL It! has issued a certificate for cornerbakery.example.\ncornerbakery.example serves a good certificate.')
})

test('two attempts that fail end it on Plesk as well: refused, or issued and not served (REA-6)', async () => {
  const refused = await renewal({ kind: 'plesk', renews: false, refusal: 'Invalid response from\nhttp://cornerbakery.example/.well-known' })
  assert.deepEqual([refused.result, refused.starts], ['failed', 2])
  assert.match(
    refused.output,
    /^Attempt 1 failed: The panel refused sslit: Invalid response from http[^]*Attempt 2 failed[^]*Two attempts failed/,
  )
  const idle = await renewal({ kind: 'plesk', renews: false })
  assert.deepEqual([idle.result, idle.starts], ['failed', 2])
  assert.match(idle.output, /Attempt 2 failed: Plesk issued a certificate, but the site does not serve it/)
  const key = await renewal({ kind: 'plesk', renews: true }, { token: 'OLD' })
  assert.match(key.output, /refused our token \(403\)/)
  assert.equal(key.result, 'failed')
})

for (const [what, panel, more, says] of [
  ['a site without a hosting provider', {}, { provider: null }, /No hosting provider is written for cornerbakery\.example/],
  ['a provider without a panel', {}, { provider: { panel: null } }, /Anchor Hosting has no panel/],
  ['an empty token', {}, { token: null }, /token of Anchor Hosting's panel is empty/],
  ['a token the panel does not know', {}, { token: 'OLD' }, /refused our token \(403\)/],
  ['an account the panel does not know', { owner: null }, {}, /knows no account for cornerbakery\.example/],
  ['a panel in trouble', { status: 200, owner: '' }, {}, /knows no account/],
] as [string, Partial<Panel>, More, RegExp][]) {
  test(`${what} fails with a sentence, and nothing is started`, async () => {
    const { result, output, starts } = await renewal({ renews: true, ...panel }, more)
    assert.deepEqual([result, starts], ['failed', 0])
    assert.match(output, says)
  })
}

test('a playbook may name every action by its id', () => {
  assert.deepEqual(actionIds, [
    'certbot',
    'certificate-renew',
    'clear-cache',
    'fail-back',
    'fail-over',
    'maintenance-page-off',
    'maintenance-page-on',
    'malware-clean',
    'site-scan',
    'wordpress-clean',
    'wordpress-lock',
    'wordpress-update',
  ])
  assert.equal(new Set(actionIds).size, actions.length)
})
