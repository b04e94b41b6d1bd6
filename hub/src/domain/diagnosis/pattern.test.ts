import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evidence } from './evidence.ts'
import { dnsSaying, evidence, noDelegation, noPage, server, wellDns } from './evidence.double.ts'
import { patternOf } from './pattern.ts'

const looks = (looks: number, failures: number, failingInARow: number, turns: number) => ({ looks, failures, failingInARow, turns })
const servers = (...verdicts: Parameters<typeof server>[0][]) => ({ ...wellDns, servers: verdicts.map((more) => server(more)) })
const views = (...codes: string[]) => ({
  ...wellDns,
  views: codes.map((code, at) => ({
    resolver: `192.0.2.${at}`,
    checking: true,
    code,
    extended: null,
    a: code === 'ok' ? ['192.0.2.10'] : [],
  })),
})
const OLD = ['192.0.2.10']
const stale = {
  ...dnsSaying({ a: ['198.51.100.9'] }),
  views: [{ resolver: '192.0.2.1', checking: true, code: 'ok', extended: null, a: OLD }],
}
const half = noPage('timeout', {
  transports: [
    { address: '192.0.2.10', family: 4, outcome: 'connected' },
    { address: '192.0.2.11', family: 4, outcome: 'timeout' },
  ],
})

const rows: readonly (readonly [world: string, seen: Partial<Evidence>, pattern: 'persistent' | 'intermittent' | null])[] = [
  ['a single look at a dead server', { page: noPage('refused') }, null],
  ['ten failures in a row and nothing else for half an hour', { pattern: looks(30, 30, 30, 0) }, 'persistent'],
  ['nine failures in a row', { pattern: looks(9, 9, 9, 0) }, null],
  ['ten failures after a quarter of an hour that was well', { pattern: looks(25, 10, 10, 0) }, null],
  ['down, up, down, up, down', { pattern: looks(20, 6, 1, 2) }, 'intermittent'],
  ['one return in half an hour, a third of the checks well', { pattern: looks(30, 20, 6, 1) }, 'intermittent'],
  ['one return among too few checks', { pattern: looks(8, 4, 2, 1) }, null],
  ['a fresh outage after a well half hour', { pattern: looks(30, 3, 3, 0) }, null],
  ['one failure in a hundred', { pattern: looks(100, 1, 1, 1) }, null],
  ['all name servers agree that there is no record', { dns: dnsSaying({ a: [] }) }, 'persistent'],
  ['the parent knows no such name', { dns: noDelegation }, 'persistent'],
  ['the zone is lame everywhere', { dns: dnsSaying({ verdict: 'refused', a: [] }) }, 'persistent'],
  [
    'all name servers fail, and recovered twice',
    { dns: dnsSaying({ verdict: 'servfail', a: [] }), pattern: looks(30, 12, 4, 2) },
    'intermittent',
  ],
  ['two of three name servers are silent', { dns: servers({}, { verdict: 'no_response' }, { verdict: 'no_response' }) }, 'intermittent'],
  ['one resolver of two finds nothing', { dns: views('ok', 'servfail') }, 'intermittent'],
  ['all resolvers find it', { dns: views('ok', 'ok') }, null],
  // What looks intermittent and is a setting (causes.md 3.5).
  [
    'one dead name server of two, though it comes and goes',
    { dns: servers({}, { verdict: 'no_response' }), pattern: looks(30, 12, 1, 5) },
    'persistent',
  ],
  ['one lame name server of two', { dns: servers({}, { verdict: 'refused', a: [] }) }, 'persistent'],
  [
    'two versions of the zone',
    { dns: servers({ serial: 1 }, { serial: 2, a: ['198.51.100.9'] }), pattern: looks(30, 12, 1, 5) },
    'persistent',
  ],
  ['answers that rotate under one serial', { dns: servers({}, { a: ['198.51.100.9'] }) }, null],
  ['one of two addresses is dead', { page: half, pattern: looks(30, 15, 1, 6) }, 'persistent'],
  ['a cache that remembers the old address', { dns: stale, pattern: looks(30, 12, 1, 5) }, 'persistent'],
]

for (const [world, seen, pattern] of rows) {
  test(`${world} is ${pattern ?? 'not known to be either'} (DIA-6)`, () => {
    const said = patternOf(evidence(seen))
    assert.equal(said?.pattern ?? null, pattern, said?.because ?? 'nothing said')
    if (said) assert.match(said.because, /^[A-Z0-9a-z].{8,}\.$/)
  })
}
