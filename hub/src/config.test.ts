import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { configCheck } from './cli/config-check.ts'
import { maintenanceCheck } from './cli/maintenance-check.ts'
import { checkConfig, loadPlan } from './config.ts'
import { seconds } from './domain/instant.ts'
import type { Instant } from './domain/instant.ts'
import { Problem } from './problem.ts'
import { keepBook } from './store/contact-books.ts'
import { openStore } from './store/store.ts'

const EXAMPLES = fileURLToPath(new URL('../../docs/examples/', import.meta.url))
const EXAMPLE = join(EXAMPLES, 'allclear.yaml')
const folder = await mkdtemp(join(tmpdir(), 'allclear-config-'))
after(() => rm(folder, { recursive: true }))

const SMALL = `
operator: { name: Harbor, timezone: America/New_York, mail: noc@harbor.example }
people: { ana: { name: Ana, mail: ana@harbor.example } }
`
const NOW = Date.parse('2026-03-04T16:00:00Z') as Instant
const written = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
const site = (url: string, network = '') => `${SMALL}sites: { s: { url: "${url}" } }\nnetwork: { ${network} }\n`

function paper() {
  const said = { stdout: '', stderr: '' }
  const out = { stdout: (text: string) => void (said.stdout += text), stderr: (text: string) => void (said.stderr += text) }
  return { said, out }
}

test('the example loads, its version is that of its text, and its checks have their options', async () => {
  const { plan, secrets } = await loadPlan(EXAMPLE, { quickened: 60 })
  assert.match(plan.version, /^[0-9a-f]{12}$/)
  assert.equal(plan.firstResponse, seconds(15))
  assert.equal(secrets.get('channels.mail.smtp'), 'smtp://127.0.0.1:1025')
  for (const { options } of plan.sites['cornerbakery.example']!.monitors) assert.equal(typeof options, 'object')
  const changed = await loadPlan(await written('changed.yaml', `${site('https://harbor.example')}# a word\n`))
  assert.notEqual(changed.plan.version, (await loadPlan(await written('first.yaml', site('https://harbor.example')))).plan.version)
})

test('a plan with mistakes is a problem that carries every complaint', async () => {
  const file = await written('bad.yaml', `${SMALL}first-response: 15\nsites: { s: { url: ftp://x } }\n`)
  await assert.rejects(loadPlan(file), (error) => {
    assert.ok(error instanceof Problem)
    assert.deepEqual([error.kind, error.code, error.complaints.length], ['bad-input', 'config_invalid', 2])
    assert.match(error.message, /bad\.yaml:4:17 {2}first-response: "15" is not a duration; write 90s/)
    return true
  })
})

const files: [string, () => Promise<string>, RegExp][] = [
  [
    'a file that is not there',
    async () => join(folder, 'none.yaml'),
    /none\.yaml:1:1 {2}there is no such file; check the name and the folder/,
  ],
  [
    'a folder without a YAML file',
    async () => {
      await mkdir(join(folder, 'empty', '.git'), { recursive: true })
      await writeFile(join(folder, 'empty', '.git', 'hidden.yaml'), SMALL)
      return join(folder, 'empty')
    },
    /there is no \.yaml file in this folder; put one there/,
  ],
  ['a file of 5 MiB', () => written('big.yaml', '#'.repeat(5 * 1024 * 1024)), /the file has 5242880 bytes, more than 1048576; split it/],
  [
    'a link that leads out of its folder',
    async () => {
      await mkdir(join(folder, 'inner'), { recursive: true })
      await symlink(EXAMPLE, join(folder, 'inner', 'link.yaml'))
      return join(folder, 'inner', 'link.yaml')
    },
    /the file is a link that leads out of its folder; put the file itself here/,
  ],
]
for (const [name, make, expected] of files) {
  test(`${name} is refused with what to do`, async () => {
    const { said, out } = paper()
    assert.equal(await configCheck(await make(), {}, out), 2)
    assert.match(said.stdout, expected)
  })
}

test('a folder of files is one configuration, and what it points at is seen from the folder', async () => {
  const parts = join(folder, 'parts')
  await mkdir(join(parts, 'sites'), { recursive: true })
  await writeFile(join(parts, 'team.yaml'), `${SMALL}hub: { status-export: { dir: pages } }\n`)
  await writeFile(join(parts, 'sites', 'one.yml'), 'sites: { one.example: { url: "https://one.example/" } }\n')
  await writeFile(join(parts, 'sites', 'two.yaml'), 'sites: { two.example: { url: "https://two.example/" } }\n')
  const { plan } = await loadPlan(parts)
  assert.deepEqual([Object.keys(plan.sites), plan.hub.statusExport], [['one.example', 'two.example'], join(parts, 'pages')])
  await writeFile(join(parts, 'sites', 'two.yaml'), 'sites: { two.example: { ulr: x } }\n')
  const [wrong] = await checkConfig(parts, NOW)
  assert.deepEqual([wrong?.file, wrong?.line, wrong?.column], [join(parts, 'sites', 'two.yaml'), 1, 23])
})

test('a link inside its folder is followed', async () => {
  await copyFile(EXAMPLE, join(folder, 'there.yaml'))
  await symlink('there.yaml', join(folder, 'here.yaml'))
  assert.ok((await loadPlan(join(folder, 'here.yaml'))).plan)
})

const targets: [string, string, string, RegExp | null][] = [
  [
    'a hexadecimal loopback address',
    'http://0x7f.1/',
    '',
    /127\.0\.0\.1 is not a public address \(loopback\); write a public one, or set "allow-private-targets: true"/,
  ],
  ['an IPv4 address inside an IPv6 one', 'http://[::ffff:7f00:1]/', '', /is not a public address/],
  ['the metadata address behind NAT64', 'http://[64:ff9b::a9fe:a9fe]/', 'allow-private-targets: true', /is not a public address/],
  ['localhost with a dot', 'http://localhost./', '', /localhost is not a public address/],
  ['a port that no browser opens', 'http://harbor.example:22/', '', /Port 22 is no port of a website/],
  ['a private address where the plan gives leave', 'http://10.0.0.8:8080/', 'allow-private-targets: true', null],
  ['a public address', 'http://8.8.8.8/', '', null],
]
for (const [name, url, network, expected] of targets) {
  test(`${name} is ${expected ? 'refused at its place' : 'watched'}`, async () => {
    const complaints = await checkConfig(await written('target.yaml', site(url, network)), NOW)
    if (expected) assert.match(`${complaints[0]?.message}; ${complaints[0]?.fix}`, expected)
    else assert.deepEqual(complaints, [])
  })
}

test('a certificate file is found from where the configuration is, and a missing one is named', async () => {
  await writeFile(join(folder, 'ca.pem'), '')
  const found = await loadPlan(await written('ca.yaml', site('https://harbor.example', 'trusted-ca: ca.pem')))
  assert.equal(found.plan.network.trustedCa, join(folder, 'ca.pem'))
  const [complaint] = await checkConfig(await written('no-ca.yaml', site('https://harbor.example', 'trusted-ca: other.pem')), NOW)
  assert.deepEqual([complaint!.line, complaint!.message], [5, 'network.trusted-ca: there is no file other.pem'])
})

test('uncovered time of the next 52 weeks is a warning with its dates (RES-1)', async () => {
  const away = SMALL.replace('mail: ana@harbor.example', 'mail: ana@harbor.example, absences: [{ first: 2026-05-01, last: 2026-05-02 }]')
  const [warning] = await checkConfig(await written('away.yaml', `${away}sites: { s: { url: "https://harbor.example" } }\n`), NOW)
  const when = 'from Fri 1 May 2026, 00:00 EDT to Sun 3 May 2026, 00:00 EDT'
  assert.deepEqual([warning!.level, warning!.message], ['warning', `coverage: nobody of the first rung is on duty ${when}`])
  const gold = `${away}escalations: { gold: [{ notify: ana, by: [mail] }] }\nclients: { c: { partner: operator, name: C, escalation: gold } }\n`
  const both = await checkConfig(await written('gold.yaml', `${gold}sites: { s: { url: "https://harbor.example", client: c } }\n`), NOW)
  const ofGold = both.find(({ message }) => message === `escalations.gold: nobody of the first rung is on duty ${when}`)
  assert.equal(ofGold?.level, 'warning', JSON.stringify(both))
})

test('config check says one JSON document: fine with warnings is exit status 0, an error 2', async () => {
  const fine = paper()
  assert.equal(await configCheck(EXAMPLE, { json: true }, fine.out), 0)
  const { ok, complaints } = JSON.parse(fine.said.stdout)
  assert.equal(ok, true)
  assert.ok(complaints.length > 0)
  for (const complaint of complaints) {
    assert.deepEqual(Object.keys(complaint), ['level', 'file', 'line', 'column', 'message', 'fix'])
    assert.equal(complaint.level, 'warning')
  }
  const bad = paper()
  assert.equal(await configCheck(await written('empty.yaml', ''), { json: true }, bad.out), 2)
  assert.equal(JSON.parse(bad.said.stdout).ok, false)
})

test('with the data, config check lists at its line what people keep otherwise on screen, which holds (PRP-1)', async () => {
  const data = join(folder, 'data')
  const store = await openStore({ file: join(data, 'allclear.sqlite') })
  const [bo, cleo] = ['Bo Hart', 'Cleo Hart'].map((name) => ({ name, role: null, mail: 'hart@mailbox.example', phone: null }))
  const kept = { contacts: [bo!, cleo!], loopIn: null }
  const when = { by: 'bo', at: NOW, dueAt: NOW }
  await store.transaction((tx) => keepBook(tx, { partner: 'brightside', client: 'corner-bakery', kept }, when))
  const { said, out } = paper() // while the hub goes on
  assert.equal(await configCheck(EXAMPLE, { json: true, data }, out), 0)
  await store.close()
  const found = JSON.parse(said.stdout).complaints.find(({ message }: { message: string }) => message.includes('on screen'))
  const since = 'on screen they are kept otherwise since 2026-03-04T16:00:00Z, by bo: '
  assert.equal(found.message, `clients.corner-bakery.contacts: ${since}Bo Hart hart@mailbox.example; Cleo Hart hart@mailbox.example`)
  assert.match((await readFile(EXAMPLE, 'utf8')).split('\n')[found.line - 1]!, /Bo Hart/)
})

test('maintenance check answers 0 for a window in good time, 1 for a late one, 2 for one that lacks a fact (MNT-1, MNT-2)', async () => {
  const at = (moment: string) => ({ clock: { now: () => Date.parse(moment) as Instant } })
  const status = (file: string, moment: string) => maintenanceCheck(file, { ...at(moment), config: EXAMPLE }, paper().out)
  const example = join(EXAMPLES, 'maintenance.yaml')
  assert.equal(await status(example, '2027-04-01T00:00:00Z'), 0)
  assert.equal(await status(example, '2027-04-12T00:00:00Z'), 1)
  assert.equal(await status(await written('m.yaml', 'maintenance: m\n'), '2027-04-01T00:00:00Z'), 2)
  assert.equal(await status(join(folder, 'none.yaml'), '2027-04-01T00:00:00Z'), 2)
})
