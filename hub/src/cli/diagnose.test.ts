import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { startLab } from '../../../lab/src/lab.ts'
import type { Lab } from '../../../lab/src/lab.ts'
import { startDns } from '../network/loopback.double.ts'
import { Problem } from '../problem.ts'
import { diagnoseVerb } from './diagnose.ts'
import type { Diagnosed, DiagnoseOptions } from './diagnose.ts'

const SITE = 'rosewood-dental.example'
let lab: Lab
let folder: string
let config: string

before(async () => {
  lab = await startLab()
  folder = await mkdtemp(join(tmpdir(), 'allclear-test-'))
  config = await writeConfig('allclear.yaml', {})
})
after(async () => {
  await lab.close()
  await rm(folder, { recursive: true })
})

async function writeConfig(name: string, network: Record<string, unknown>): Promise<string> {
  const { resolvers, rootServers, rdapBootstrap, whois, trustedCa, canaries, ports } = lab.ready.network
  const file = join(folder, name)
  const text = {
    operator: { name: 'Harbor', timezone: 'UTC', mail: 'noc@harbor.example' },
    people: { ana: { name: 'Ana', mail: 'ana@harbor.example', timezone: 'UTC', role: 'owner' } },
    escalation: [{ notify: 'ana', by: ['mail'] }],
    channels: { mail: { smtp: lab.ready.smtp } },
    sites: { [SITE]: { url: `https://${SITE}/`, expect: { status: 200, contains: 'Gentle dentistry' } } },
    network: {
      resolvers,
      'root-servers': rootServers,
      'rdap-bootstrap': rdapBootstrap,
      whois,
      'trusted-ca': trustedCa,
      canaries,
      ports,
      'allow-private-targets': true,
      ...network,
    },
  }
  await writeFile(file, JSON.stringify(text))
  return file
}

async function diagnosed(
  options: DiagnoseOptions = {},
  url = `https://${SITE}`,
  isWatched = true,
): Promise<{ status: number; said: Diagnosed; text: string; progress: string }> {
  let text = ''
  let progress = ''
  const out = { stdout: (part: string) => void (text += part), stderr: (part: string) => void (progress += part), isWatched }
  const status = await diagnoseVerb(url, { config, json: true, ...options }, out, async () => {})
  return { status, text, progress, said: options.json === false ? (null as never) : JSON.parse(text) }
}

async function broken<T>(fault: string, look: () => Promise<T>): Promise<T> {
  await lab.order({ do: 'break', site: SITE, fault })
  try {
    return await look()
  } finally {
    await lab.order({ do: 'fix', site: SITE })
  }
}

test('a well site is healthy, exit status 0, and prints its baseline (DIA-1)', async () => {
  const { status, said } = await diagnosed()
  assert.equal(status, 0)
  assert.deepEqual(Object.keys(said), 'url healthy verdict cause confidence because alternatives root pattern against check contact playbook evidence durationMs'.split(' ')) // prettier-ignore
  assert.deepEqual([said.url, said.healthy, said.verdict, said.cause, said.confidence], [`https://${SITE}/`, true, 'healthy', null, 1])
  const baseline = said.evidence['baseline'] as { page: { title: string; contains: string[] }; dns: { a: string[] } }
  assert.deepEqual([baseline.page.title, baseline.page.contains], ['Rosewood Dental', ['Gentle dentistry']])
})

test('an expired certificate is named with its playbook and who hears first, exit status 1 (DIA-4)', async () => {
  const { status, said } = await broken('certificate-expired', () => diagnosed())
  assert.equal(status, 1)
  assert.deepEqual([said.healthy, said.verdict, said.cause, said.contact], [false, 'genuine', 'tls.expired', 'client'])
  assert.ok(said.confidence >= 0.9 && said.playbook !== null && said.durationMs < 4000)
})

test('what one look printed is the baseline of the next: a moved record is told from a wrong certificate (DIA-6)', async () => {
  const file = join(folder, 'baseline.json')
  await writeFile(file, JSON.stringify((await diagnosed()).said.evidence['baseline']))
  const { status, said } = await broken('record-wrong', () => diagnosed({ baseline: file }))
  assert.deepEqual([status, said.cause], [1, 'dns.record_wrong'])
  assert.ok(said.confidence >= 0.9)
  assert.equal((await diagnosed({ baseline: file })).said.verdict, 'healthy')
})

test('of a site that is well it is said what is out of order, and that it stays (DIA-6)', async () => {
  const { status, said } = await broken('one-name-server-dead/servfail', () => diagnosed())
  assert.deepEqual([status, said.verdict, said.cause, said.pattern], [0, 'healthy', null, 'persistent'])
  assert.ok(said.because.some((sentence) => sentence.includes('is out of order and the other name servers are well')))
})

test('a suspended account that answers 200 is no well site', async () => {
  const { status, said } = await broken('suspended', () => diagnosed())
  assert.deepEqual([status, said.cause], [1, 'hosting.suspended_unknown'])
})

test('what the configuration expects of the page is expected whatever the query, and of no other page', async () => {
  await broken('content-missing', async () => {
    const { said } = await diagnosed({}, `https://${SITE}/?x`)
    assert.deepEqual([said.verdict, said.cause], ['genuine', 'unknown'])
    assert.equal((await diagnosed({}, `https://${SITE}/prices`)).said.verdict, 'healthy')
  })
})

test('when the canaries fail as well we saw nothing: healthy is null, exit status 3 (TRI-2)', async () => {
  const blind = await writeConfig('blind.yaml', { canaries: ['https://nobody.example/', 'https://127.0.0.9/'] })
  const { status, said } = await broken('server-stopped', () => diagnosed({ config: blind }))
  assert.deepEqual([status, said.healthy, said.verdict, said.cause], [3, null, 'false-alarm', 'false_alarm.probe'])
})

test('a clock that canaries contradict proves nothing about a certificate: exit status 3', async () => {
  const server = createServer((_, response) => void response.writeHead(200, { date: new Date(Date.now() - 600_000).toUTCString() }).end())
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const canaries = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`]
  const late = await writeConfig('late.yaml', { canaries })
  const { status, said } = await broken('certificate-expired', () => diagnosed({ config: late }))
  server.close()
  assert.deepEqual([status, said.healthy, said.cause], [3, null, 'false_alarm.clock'])
})

test('row 23: one resolver of two that fails is a false alarm, exit status 0', async () => {
  await using ill = await startDns(() => ({ rcode: 2 }))
  const resolvers = [ill.address, ...lab.ready.network.resolvers.slice(0, 1)]
  const { status, said } = await diagnosed({ config: await writeConfig('resolver.yaml', { resolvers }) })
  assert.deepEqual([status, said.healthy, said.verdict, said.cause], [0, true, 'false-alarm', 'false_alarm.resolver'])
})

test('without canaries the verdict says that our own connection was not checked', async () => {
  const none = await writeConfig('none.yaml', { canaries: [] })
  const { said } = await broken('certificate-expired', () => diagnosed({ config: none }))
  assert.ok(said.because.some((sentence) => sentence.includes('own connection was not checked')))
})

for (const [what, url, options, code] of [
  ['no web address', 'nonsense', {}, 'url_invalid'],
  ['another scheme', 'ftp://cornerbakery.example/', {}, 'url_invalid'],
  ['a password in it', 'https://a:b@cornerbakery.example/', {}, 'url_invalid'],
  ['a private address', 'http://127.0.0.1/', { config: undefined }, 'address_not_public'],
  ['a disguised private address', 'http://0x7f.1/', { config: undefined }, 'address_not_public'],
  ['a configuration that is not there', `https://${SITE}/`, { config: 'no-such-file.yaml' }, 'config_invalid'],
  ['a baseline that is not there', `https://${SITE}/`, { baseline: 'no-such-file.yaml' }, 'baseline_invalid'],
] as const) {
  test(`${what} is bad input: ${code}`, async () => {
    await assert.rejects(diagnosed(options, url), (error) => error instanceof Problem && error.kind === 'bad-input' && error.code === code)
  })
}

test('a person reads the cause, why, and what happens next', async () => {
  const { text, progress } = await broken('server-stopped', () => diagnosed({ json: false }))
  const words = [
    SITE,
    'is down',
    'The web server does not answer',
    'refuses the connection',
    'To mend it',
    'Hears first',
    'Playbook',
    'See it with',
  ]
  for (const word of [...words, 'At once: ', 'Looked at']) assert.ok(text.includes(word), `${word} is missing in:\n${text}`)
  assert.ok(!text.includes('undefined') && !text.includes('null'))
  const wide = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.length > 80 && !line.includes('See it with'))
  assert.deepEqual(wide, [])
  assert.match(stripVTControlCharacters(progress), /^Looking at rosewood-dental\.example …\n( {2}[✓·] [\w ]+ \(\d.*s\)\n){2,}$/)
})

test('where nobody reads along one line of progress is enough, and with --json there is none', async () => {
  assert.equal((await diagnosed()).progress, '')
  assert.equal((await diagnosed({ json: false }, undefined, false)).progress, `Looking at ${SITE} …\n`)
})
