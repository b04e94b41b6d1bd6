import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Evidence, PageEvidence } from '../diagnosis/evidence.ts'
import {
  AT,
  evidence,
  noDelegation,
  noPage,
  pageSaying,
  registered,
  wellDns,
  wellPage,
  wellProvider,
  wellVariants,
} from '../diagnosis/evidence.double.ts'
import { dismissOutage } from './dismiss.ts'

const HOUR = 3_600_000
const at = (offset: number) => (AT + offset) as Evidence['at']
const window = (since: number, until: number): Evidence['provider'] => ({
  ...wellProvider,
  state: 'maintenance',
  notices: [{ title: 'New switches', kind: 'maintenance', since: at(since), until: at(until), parts: [] }],
})
const updating: PageEvidence = {
  ...pageSaying('Maintenance', 'Briefly unavailable for scheduled maintenance. Check back in a minute.'),
  status: 503,
}
const refused = (status: number, title: string): PageEvidence => ({ ...pageSaying(title, title), status })
const challenge: PageEvidence = {
  ...refused(403, 'Just a moment...'),
  hops: [{ url: '', status: 403, location: null, headers: { 'cf-mitigated': 'challenge' } }],
}
const deaf: Evidence['dns'] = {
  ...wellDns,
  resolver: { code: 'servfail', a: [], aaaa: [], cname: null },
  views: [
    { resolver: '192.0.2.1', checking: true, code: 'servfail', extended: null, a: [] },
    { resolver: '192.0.2.2', checking: true, code: 'ok', extended: null, a: ['192.0.2.10'] },
  ],
}
const noName = { page: noPage('timeout', { transports: [], plain: null }), tls: null }
const none = { ...wellVariants, mobile: null, referred: [] }

const rows: readonly (readonly [world: string, seen: Partial<Evidence>, reason: string | null])[] = [
  ['78: a challenge in place of the page', { page: challenge }, 'false_alarm.waf_block'],
  ['77: 403 for us and a page for telephones', { page: refused(403, 'Forbidden'), variants: wellVariants }, 'false_alarm.waf_block'],
  ['403 for everybody', { page: refused(403, 'Forbidden'), variants: none }, null],
  ['79: a country that is not let in', { page: refused(451, 'Unavailable For Legal Reasons') }, 'false_alarm.geo_block'],
  ['23: our resolver is alone with its failure', { dns: deaf, ...noName }, 'false_alarm.resolver'],
  ['the same in a zone whose seal is broken', { dns: { ...deaf, signed: 'broken' }, ...noName }, null],
  ['60: an update that has just begun', { page: updating }, 'maintenance.planned'],
  ['61: an update that has stood there for twenty minutes', { page: updating, pattern: { looks: 30, failures: 20, failingInARow: 20, turns: 0 } }, null],
  ['75: the provider at work as announced', { page: noPage('timeout'), tls: null, provider: window(-HOUR, HOUR) }, 'maintenance.planned'],
  ['76: the provider’s window is over', { page: noPage('timeout'), tls: null, provider: window(-2 * HOUR, -HOUR) }, null],
  ['a window that has yet to begin', { page: noPage('timeout'), tls: null, provider: window(HOUR, 2 * HOUR) }, null],
  ['work at the provider while the name has expired', { registration: registered('2026-11-01', null), dns: noDelegation, ...noName, provider: window(-HOUR, HOUR) }, null],
  ['a well site', { page: wellPage }, null],
] // prettier-ignore

for (const [world, seen, reason] of rows) {
  test(`${world} is ${reason ?? 'no excuse'} (TRI-2, TRI-4)`, () => {
    const all = evidence(seen)
    const excuse = dismissOutage(all, diagnose(all))
    assert.equal(excuse?.reason ?? null, reason, JSON.stringify(excuse))
    if (excuse) assert.equal(excuse.verdict, reason === 'maintenance.planned' ? 'maintenance' : 'false-alarm')
  })
}
