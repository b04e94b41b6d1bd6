import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemClock } from '../clock.ts'
import type { DoctorLine } from '../domain/doctor/doctor-line.ts'
import { createNetwork } from '../network/create-network.ts'
import { freePort } from '../network/free-port.double.ts'
import { startHttpDouble } from '../network/http.double.ts'
import { listen, loopbackPlan, startDns, zone } from '../network/loopback.double.ts'
import { noteBackup } from '../store/backups-made.ts'
import { keepEntries } from '../store/kept-entries.ts'
import { openStore } from '../store/store.ts'
import { emptyDirectory } from '../store/stores.double.ts'
import { doctor } from './doctor.ts'

const HOUR_MS = 3_600_000

test('the doctor says of clock, port, resolver, ways out, mail, database, backup and disk how they are, without a hub', async (t) => {
  const folder = emptyDirectory(t)
  let lies = false
  let late = 0
  await using dns = await startDns((name, type, ...rest) =>
    lies && name.includes('allclear-')
      ? { answers: [{ type: 'A', name, ttl: 60, data: '198.51.100.7' }] }
      : zone({ 'rdap.test': ['127.0.0.1'] })(name, type, ...rest),
  )
  const web = await startHttpDouble(() => ({ headers: { date: new Date(Date.now() - late).toUTCString() } }))
  t.after(() => web.close())
  const webPort = new URL(web.url).port
  const config = join(folder, 'allclear.yaml')
  await writeFile(
    config,
    JSON.stringify({
      operator: { name: 'Harbor', timezone: 'UTC', mail: 'noc@harbor.example' },
      people: { ana: { name: 'Ana', mail: 'ana@harbor.example', timezone: 'UTC', role: 'owner' } },
      escalation: [{ notify: 'ana', by: ['mail'] }],
      sites: { 'a.example': { url: 'https://a.example/' } },
      channels: { mail: { smtp: `smtp://127.0.0.1:${webPort}` } },
      network: {
        ...{ resolvers: [dns.address], canaries: [web.url], 'allow-private-targets': true },
        ...{ 'rdap-bootstrap': `http://rdap.test:${webPort}/dns.json`, whois: `127.0.0.1:${webPort}` },
      },
    }),
  )
  const network = createNetwork({ plan: loopbackPlan({ resolvers: [dns.address] }), trustedCa: null })
  const ask = async (port: number, data = folder, file = config) => {
    let text = ''
    const out = { stdout: (part: string) => void (text += part), stderr: () => {} }
    const open = async () => ({ outside: network, channels: network })
    const status = await doctor({ config: file, data, listen: `127.0.0.1:${port}`, json: true }, out, open)
    const said = JSON.parse(text) as { ok: boolean; lines: DoctorLine[] }
    return { status, ok: said.ok, lines: said.lines.map(({ about, state }) => `${about} ${state}`), of: (about: string) => said.lines.find((line) => line.about === about)! } // prettier-ignore
  }
  const store = await openStore({ file: join(folder, 'allclear.sqlite') })
  t.after(() => store.close())
  await noteBackup(store.db, systemClock.now(), 'ana')
  const brightside = {
    name: 'Brightside',
    brand: { from: 'Care <care@brightside.example>' },
    contacts: [{ name: 'Rosa', mail: 'rosa@brightside.example' }],
  }
  const entry = { partner: 'brightside', kind: 'partners' as const, id: 'brightside', body: brightside }
  await store.transaction((tx) => keepEntries(tx, [entry], { at: systemClock.now(), who: 'ana' }))

  const free = await freePort()
  const first = await ask(free)
  const resolver = `resolver ${dns.address} ok`
  assert.deepEqual(
    first.lines,
    ['clock ok', `port ${free} ok`, resolver, resolver, 'database ok', 'backup ok', 'disk ok', 'ways out ok', ...['harbor', 'brightside'].flatMap((name) => [`SPF of ${name}.example wrong`, `DKIM of ${name}.example warning`, `DMARC of ${name}.example warning`])], // prettier-ignore
  )
  assert.match(first.of('clock').says, new RegExp(`^Within 3 s of 127\\.0\\.0\\.1:${webPort} `))
  assert.match(first.of('database').says, /allclear\.sqlite answers: SQLite 3\./)
  assert.deepEqual([first.status, first.ok], [1, false])

  lies = true
  late = HOUR_MS
  await using taken = await listen(() => {})
  const second = await ask(taken.port)
  assert.equal(second.of('clock').state, 'wrong')
  assert.match(second.of(`port ${taken.port}`).mend!, /^ss -ltnp/)
  assert.match(second.of(`resolver ${dns.address}`).says, /lies: it answers 198\.51\.100\.7 for www\.allclear-/)
  assert.equal(second.status, 1)

  lies = false
  late = 0
  const bare = await ask(free, join(folder, 'never'), join(folder, 'no.yaml'))
  assert.deepEqual([bare.of('configuration').state, bare.of('database').says.startsWith('There is none yet')], ['warning', true])
})
