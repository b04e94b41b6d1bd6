import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusyProcess, HostSample } from '../host/sample.ts'
import { sampleOf } from '../host/sample.double.ts'
import { minutes } from '../instant.ts'
import { diagnose } from './diagnose.ts'
import { dnsSaying, evidence, noDelegation, noPage, pageSaying } from './evidence.double.ts'
import type { Evidence, HostEvidence } from './evidence.ts'

const host = (more: Partial<HostSample> | null, rest: Partial<HostEvidence> = {}): HostEvidence => ({
  name: 'Web 1',
  silentFor: null,
  sample: more && sampleOf(more),
  siblings: { sites: 2, failing: 0 },
  ...rest,
})
const error500 = { page: pageSaying('Error', 'Internal Server Error', { status: 500 }) }
const database = { page: pageSaying('Error', 'Error establishing a database connection', { status: 500 }) }
const silent = { page: noPage('timeout') }
const disk = { mount: '/var', type: 'ext4', size: 1000, used: 400, inodes: 1000, inodesUsed: 100, fullIn: null }
const busy = (more: Partial<BusyProcess>): BusyProcess => ({
  ...{
    pid: 4711,
    name: 'php-fpm',
    user: 'www-data',
    cpu: 0.95,
    memory: 1e8,
    command: 'php-fpm: pool www',
    file: '/usr/sbin/php-fpm8.4',
    age: 900,
  },
  ...more,
})
const processes = (...top: BusyProcess[]) => ({ processes: { count: 90, top } })
const down = (error: number | null, says: string, reachable = false) => ({ database: { reachable, error, says, connections: null } })

type Case = readonly [scenario: string, seen: Partial<Evidence>, host: HostEvidence, cause: string, because: RegExp]

/** The scenarios of causes.md 6 that need an agent, as evidence. */
const SCENARIOS: readonly Case[] = [
  ['53 the database has stopped', database, host(down(null, 'there is no socket')), 'host.db_down', /does not answer: there is no socket/],
  ['53 a PostgreSQL that has stopped', database, host({ services: [{ kind: 'postgres', name: '/run/postgresql/.s.PGSQL.5432', reachable: false, says: 'connect ECONNREFUSED', used: null, waiting: null }] }), 'host.db_down', /PostgreSQL does not answer/], // prettier-ignore
  ['54 too many connections', database, host(down(1040, 'Too many connections')), 'hosting.capacity', /no connection left .*1040/],
  [
    '55 the wrong password',
    database,
    host(down(1045, 'Access denied', true)),
    'app.db_connect',
    /runs and refuses the site \(error 1045\)/,
  ],
  ['69 a miner that poses as the kernel', error500, host(processes(busy({ name: 'kworker/0:1', command: '[kworker/0:1]', file: '/dev/shm/k' }))), 'host.miner', /poses as part of the kernel and runs \/dev\/shm\/k/], // prettier-ignore
  ['69 a miner that poses as the kernel, whose file the agent may not see', error500, host(processes(busy({ name: 'k', command: '[kworker/0:1] -c x', file: null }))), 'host.miner', /poses as part of the kernel/], // prettier-ignore
  ['69 a miner by its arguments', error500, host({ load: [9, 8, 4], ...processes(busy({ command: './a -o pool.example --donate-level 1' })) }), 'host.miner', /crypto-miner/], // prettier-ignore
  [
    '69 a stranger in a folder for temporary files',
    error500,
    host(processes(busy({ name: 'a', file: '/var/tmp/.x/a (deleted)' }))),
    'host.miner',
    /from \/var\/tmp\/\.x\/a/,
  ],
  ['70 the disk is full', error500, host({ disks: [{ ...disk, used: 998 }] }), 'host.disk_full', /\/var is 99 % full/],
  ['70 the disk is full, and the database stopped of it', database, host({ disks: [{ ...disk, used: 1000 }], ...down(28, 'No space left on device') }), 'host.disk_full', /100 % full/], // prettier-ignore
  ['71 no inodes are left', error500, host({ disks: [{ ...disk, inodesUsed: 1000 }] }), 'host.inodes', /0 of 1000 inodes left/],
  ['72 the load rises', { page: noPage('timeout', { transports: [{ address: '192.0.2.10', family: 4, outcome: 'connected' }], failure: 'timeout' }) }, host({ load: [14, 9, 3], pressure: { cpu: { avg10: 80, avg60: 72, avg300: 40 }, memory: { avg10: 0, avg60: 0, avg300: 0 }, io: { avg10: 0, avg60: 3, avg300: 0 } }, ...processes(busy({})) }), 'host.load', /load is 14\.0 .*on 2 cores/], // prettier-ignore
  [
    '73 memory ran out',
    database,
    host({ outOfMemory: [{ at: 1, process: 'mysqld' }], ...down(null, 'refused') }),
    'host.oom',
    /ended mysqld/,
  ],
  ['74 a flood of mail', error500, host({ mailQueue: 20_000 }), 'host.mail_queue', /20000 mails wait/],
]

for (const [scenario, seen, inside, cause, because] of SCENARIOS) {
  test(`with the agent’s eyes: ${scenario} is ${cause} (DIA-7)`, () => {
    const said = diagnose(evidence({ ...seen, host: inside }))
    assert.equal(said.cause, cause, said.because.join(' '))
    assert.match(said.because.join(' '), because)
    assert.ok(said.confidence >= 0.6, `only ${said.confidence}`)
  })
}

test('a thread of the kernel that works hard is no miner (DIA-7)', () => {
  const thread = busy({ name: 'kworker/0:1', user: 'root', memory: 0, command: '[kworker/0:1]', file: null })
  assert.notEqual(diagnose(evidence({ ...error500, host: host(processes(thread)) })).cause, 'host.miner')
})

test('what the host shows does not explain a domain that leads nowhere, nor a page that is well served', () => {
  const full = host({ disks: [{ ...disk, used: 1000 }] })
  const nowhere = { dns: noDelegation, page: noPage('timeout', { transports: [] }) }
  assert.notEqual(diagnose(evidence({ ...nowhere, host: full })).cause, 'host.disk_full')
  assert.equal(diagnose(evidence({ dns: dnsSaying({}), host: full })).cause, 'unknown')
})

test('the truth table of a silent agent: it and its site and the others there are the machine, it alone is the agent (I-9)', () => {
  const without = { variants: null, baseline: null }
  const of = (seen: Partial<Evidence>, given: HostEvidence) => diagnose(evidence({ ...without, ...seen, host: given }))
  const all = of(silent, host(null, { silentFor: minutes(4), siblings: { sites: 2, failing: 2 } }))
  assert.equal(all.cause, 'hosting.provider_outage')
  assert.match(all.because.join(' '), /silent for 4m, and all 2 other sites on it fail too/)
  const agentOnly = of(error500, host(null, { silentFor: minutes(4) }))
  assert.notEqual(agentOnly.cause, 'hosting.provider_outage')
  const speaks = of(silent, host({ listening: [22] }))
  assert.equal(speaks.cause, 'host.service_down')
  assert.match(speaks.because.join(' '), /nothing listens on port 443/)
  const elsewhere = of(silent, host({}))
  assert.notEqual(elsewhere.cause, 'hosting.provider_outage', 'the machine is up and listens: it is the way there')
})
