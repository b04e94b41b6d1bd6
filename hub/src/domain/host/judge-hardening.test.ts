import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeHardening } from './judge-hardening.ts'
import { sampleOf } from './sample.double.ts'
import type { HostSample } from './sample.ts'

const good: NonNullable<HostSample['hardening']> = {
  ...{ family: 'debian', updates: 0, restartNeeded: false, firewall: 'nftables.service', ssh: { passwords: false, root: 'no' } },
  ...{ keepsJournal: true, writable: { seen: 20, count: 0, folders: [] } },
}
const states = (more: Partial<typeof good>, listening: number[] | null = [22, 443]) =>
  judgeHardening(sampleOf({ hardening: { ...good, ...more }, listening })).map(({ check, state }) => `${check} ${state}`)
const mends = (more: Partial<typeof good>) =>
  judgeHardening(sampleOf({ hardening: { ...good, ...more } })).flatMap(({ mend }) => (mend === null ? [] : [mend]))

test('six checks say of a host how it is kept, each with what mends it on its own distribution (PRE-1)', () => {
  assert.ok(states({}).every((one) => one.endsWith(' met')) && states({}).length === 6)
  assert.deepEqual(mends({ updates: 3 }), ['apt-get update && apt-get upgrade'])
  assert.deepEqual(mends({ updates: 3, family: 'rhel' }), ['dnf upgrade --security'])
  assert.deepEqual(mends({ writable: { seen: 2, count: 1, folders: ["/var/www/it's"] } }), [String.raw`chmod o-w '/var/www/it'\''s'`])
  assert.ok(states({ ssh: { passwords: true, root: 'no' } }).includes('passwords not-met'))
  assert.ok(states({}, [22, 3306]).includes('services not-met'))
})

test('what an agent may not see is not known, and never good (PRE-1)', () => {
  const nothing = { updates: null, firewall: null, ssh: null, writable: { seen: 0, count: 0, folders: [] } }
  assert.deepEqual(states(nothing, null).filter((one) => one.endsWith('not-known')).length, 5)
  assert.deepEqual(judgeHardening(sampleOf({ hardening: null })), [])
})
