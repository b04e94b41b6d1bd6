import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after as afterAll, test } from 'node:test'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan, VulnerabilityFeed } from '../../domain/plan/plan.ts'
import type { HostInventory } from '../../domain/vulnerability/installed.ts'
import { readBaseline } from '../../domain/diagnosis/baseline.ts'
import { createNetwork } from '../../network/create-network.ts'
import { startHttpDouble } from '../../network/http.double.ts'
import { saveBaseline } from '../../store/baselines.ts'
import { keepInventory } from '../../store/host-inventories.ts'
import { listMessages } from '../../store/messages.ts'
import { openParent } from '../../store/parents.ts'
import { syncSites } from '../../store/sites.ts'
import { openStore } from '../../store/store.ts'
import { vulnerabilities } from '../../store/vulnerabilities.ts'
import { feedStates } from '../../store/vulnerability-feeds.ts'
import { openWarnings } from '../../store/warnings.ts'
import type { Room } from '../room.ts'
import { readFeed } from './read-feed.ts'
import { watchOnce } from './watch-vulnerabilities.ts'

const NOW = Date.UTC(2026, 2, 4) as Instant
const [BAKERY, CABINS] = ['cornerbakery.example', 'pinecabins.example']
const folder = await mkdtemp(join(tmpdir(), 'allclear-feeds-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const feed = (more: Partial<VulnerabilityFeed>): VulnerabilityFeed => ({
  ...{ id: 'wordfence', format: 'wordfence', file: null, url: null, header: null, every: hours(12), mapping: null, ...more },
})

const entry = (slug: string, fixed: string, cve: string) => ({
  ...{ id: `${slug}-${cve}`, title: `${slug} is open`, cve, cvss: { score: 9.8 }, references: [] },
  software: [
    {
      ...{ type: 'plugin', slug, patched_versions: [fixed] },
      affected_versions: { any: { from_version: '*', from_inclusive: true, to_version: fixed, to_inclusive: false } },
    },
  ],
})
const wordfence = (...entries: ReturnType<typeof entry>[]) => JSON.stringify(Object.fromEntries(entries.map((one) => [one.id, one])))

async function world(feeds: readonly VulnerabilityFeed[]) {
  const store = await openStore({ file: ':memory:' })
  const seeded = seededPlan()
  const sites = { ...seeded.sites, [BAKERY]: { ...seeded.sites[BAKERY]!, host: 'web-1' } }
  const network = { ...seeded.network, allowPrivateTargets: true }
  const escalation: Plan['escalation'] = [{ notify: 'ana', by: ['voice'], wait: minutes(5), repeat: 1, only: null }]
  const channels = { ...seeded.channels, mail: { host: '127.0.0.1', port: 1, secure: false } }
  const plan: Plan = { ...seeded, sites, network, channels, escalation, hosts: { 'web-1': { id: 'web-1', name: 'Web 1' } }, vulnerabilities: Object.fromEntries(feeds.map((one) => [one.id, one])) } // prettier-ignore
  await store.transaction((tx) => syncSites(tx, plan, NOW))
  let now = NOW
  const room = {
    ...{ store, plan: () => plan, clock: { now: () => now }, loops: {}, outside: createNetwork({ plan: network, trustedCa: null }) },
    secrets: () =>
      new Map([
        ['vulnerabilities.wordfence.token', 'let-me-in'],
        ['channels.mail.smtp', 'smtp://mail'],
      ]),
  } as unknown as Room
  const inventory = (plugin: string, more: Partial<HostInventory> = {}): HostInventory => ({
    ...{ distribution: { id: 'debian', version: '13' }, packages: [['openssl', '3.5.1-1']] },
    installations: [{ path: `/var/www/${BAKERY}`, version: '6.9', plugins: [['form-seven', plugin]], themes: [] }],
    ...more,
  })
  return {
    ...{ store, plan, room, inventory },
    install: (one: HostInventory) => store.transaction((tx) => keepInventory(tx, 'web-1', one, now)),
    look: () => watchOnce(room, AbortSignal.timeout(20_000)),
    passes: (span: ReturnType<typeof minutes>) => (now = after(now, span)),
    open: async () => (await vulnerabilities(store.db, null)).map(({ finding: { site, host, name } }) => `${site ?? host} ${name}`),
    told: async () =>
      (await listMessages(store.db, { limit: 100 })).filter(({ template }) => template === 'vulnerabilities').map(({ subject }) => subject),
  }
}

test('what is installed and known to be open is told once, of exactly the sites that have it, and goes with the version (PRE-3)', async () => {
  const file = join(folder, 'wordfence.json')
  await writeFile(file, wordfence(entry('form-seven', '6.0', 'CVE-2026-1'), entry('gallery', '2.0', 'CVE-2026-2')))
  const { store, install, inventory, look, open, told, passes, plan } = await world([feed({ file })])
  try {
    await install(inventory('5.9.8'))
    const baseline = readBaseline('page: { generator: WordPress 6.9, plugins: [gallery 1.4, form-seven 7.0] }\n', 'baseline.yaml').baseline!
    await saveBaseline(store.db, plan.sites[CABINS]!.partner, CABINS, NOW, baseline)
    await look()
    assert.deepEqual(await open(), [`${BAKERY} form-seven`, `${CABINS} gallery`])
    const warned = (await openWarnings(store.db, null)).map(({ site, what, said }) => `${site} ${what}: ${said}`)
    assert.deepEqual(warned, [
      `${BAKERY} hole wordpress-plugin form-seven: The plugin form-seven 5.9.8 has a known hole (CVE-2026-1; at worst 9.8 of 10). Version 6.0 closes it.`,
      `${CABINS} hole wordpress-plugin gallery: The plugin gallery 1.4 has a known hole (CVE-2026-2; at worst 9.8 of 10). Version 2.0 closes it. This is by what the page betrays, not by its files.`,
    ])
    const first = (await told()).length
    assert.ok(first > 0)
    await look()
    await install(inventory('5.9.9'))
    await look()
    assert.equal((await told()).length, first, 'another version with the same hole is nothing new')
    passes(minutes(10))
    await writeFile(
      file,
      wordfence(entry('form-seven', '6.0', 'CVE-2026-1'), entry('form-seven', '6.1', 'CVE-2026-3'), entry('gallery', '2.0', 'CVE-2026-2')),
    )
    await look()
    assert.equal((await told()).length, first * 2, 'a file that was replaced is read at once')
    await store.transaction((tx) => openParent(tx, { kind: 'campaign', shared: 'plugin', value: 'form-seven 5.0' }, NOW))
    passes(minutes(10))
    await look()
    assert.equal((await told()).length, first * 3, 'a campaign that gets in this way is news')
    assert.match((await openWarnings(store.db, null))[0]!.said, /known hole/)
    await install(inventory('6.1'))
    await look()
    assert.deepEqual(await open(), [`${CABINS} gallery`])
    assert.equal((await openWarnings(store.db, null)).length, 1)
  } finally {
    await store.close()
  }
})

test('a feed is asked with its token, and not more often than every half an hour; what it said last holds when it fails (PRE-3)', async () => {
  let says: { status?: number; body: string } = { body: wordfence(entry('form-seven', '6.0', 'CVE-2026-1')) }
  const service = await startHttpDouble(() => says)
  const { store, install, inventory, look, open, passes } = await world([feed({ url: service.url })])
  try {
    await look()
    assert.equal(service.heard.length, 0, 'while nothing is installed nobody is asked')
    await install(inventory('5.9.8'))
    await look()
    assert.equal(service.heard[0]!.headers['authorization'], 'Bearer let-me-in')
    await install(inventory('5.9.8', { packages: [['curl', '8.14.1-2']] }))
    await look()
    assert.equal(service.heard.length, 1)
    for (const bad of [{ status: 503, body: 'later' }, { body: '{"a":' }, { body: '{}' }, { body: '<html>' }]) {
      says = bad
      passes(minutes(31))
      await look()
      assert.deepEqual(await open(), [`${BAKERY} form-seven`])
      assert.ok((await feedStates(store.db))[0]!.trouble)
    }
    assert.equal(service.heard.length, 5)
    says = { body: wordfence(entry('form-seven', '5.0', 'CVE-2026-1')) }
    passes(minutes(31))
    await look()
    assert.deepEqual([await open(), (await feedStates(store.db))[0]!.trouble], [[], null])
  } finally {
    await store.close()
    await service.close()
  }
})

test('a feed of 50 MB passes through little memory (PRE-3)', async () => {
  const file = join(folder, 'large.json')
  const padding = 'x'.repeat(3000)
  const lines = Array.from({ length: 16_500 }, (_, n) => `"${n}":${JSON.stringify({ ...entry(n === 9000 ? 'form-seven' : `other-${n}`, '6.0', `CVE-2026-${10_000 + n}`), description: padding })}`) // prettier-ignore
  await writeFile(file, `{${lines.join(',')}}`)
  lines.length = 0
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let most = 0
  const wanted = new Set(['wordpress-plugin form-seven'])
  const watch = { has: (one: string) => ((most = Math.max(most, process.memoryUsage().heapUsed)), wanted.has(one)) } as Set<string>
  const read = await readFeed(feed({ file }), watch, { network: null as never, token: undefined, signal: AbortSignal.timeout(50_000) })
  assert.ok('holes' in read)
  assert.deepEqual([read.entries, read.holes.length], [16_500, 1])
  assert.ok(most - before < 40 * 1024 * 1024, `${Math.round((most - before) / 1024 / 1024)} MB more`)
})

test('records of OSV are read from a list and one after the other (PRE-3)', async () => {
  const record = (id: string) => JSON.stringify({ id, affected: [{ package: { ecosystem: 'Debian:13', name: 'openssl' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '9' }] }] }] }) // prettier-ignore
  for (const text of [`[${record('A')},\n${record('B')}]`, `${record('A')}\n${record('B')}\n`, ` ${record('A')}`]) {
    const file = join(folder, 'osv.json')
    await writeFile(file, text)
    const read = await readFeed(feed({ format: 'osv', file }), new Set(['Debian:13 openssl']), { network: null as never, token: undefined, signal: AbortSignal.timeout(5000) }) // prettier-ignore
    assert.equal('holes' in read && read.holes.length, text.includes('B') ? 2 : 1, text)
  }
})
