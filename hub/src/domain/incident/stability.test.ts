import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hours, minutes } from '../instant.ts'
import { beginIncident } from './begin.ts'
import type { Incident, Pinned } from './incident.ts'
import { stabilityWindow } from './stability.ts'

const first = beginIncident({
  id: '1',
  site: 'a.example',
  partner: 'operator',
  detectedAt: 0 as Incident['detectedAt'],
  pinned: { stableFor: minutes(15) } as Pinned,
  earlier: null,
})

test('the window is that of the playbook, or a quarter of an hour while there is none (CLR-1)', () => {
  assert.equal(stabilityWindow(first), minutes(15))
  assert.equal(stabilityWindow({ ...first, playbook: { stableFor: hours(1) } as Incident['playbook'] }), hours(1))
})

test('a site that flaps waits twice as long each time, and at most a day (CLR-1, I-41)', () => {
  const windowAfter = (outages: number) => stabilityWindow({ ...first, outages })
  assert.deepEqual([windowAfter(2), windowAfter(3), windowAfter(4), windowAfter(20)], [minutes(15), minutes(30), hours(1), hours(24)])
})

test('after an outage of more than a day it waits four times as long (CLR-1)', () => {
  const windowAfter = (longestOutage: Incident['longestOutage']) => stabilityWindow({ ...first, longestOutage })
  assert.deepEqual([windowAfter(hours(24)), windowAfter(hours(25))], [minutes(15), hours(1)])
})

test('history never shortens what the playbook asks for', () => {
  const playbook = { stableFor: hours(48) } as Incident['playbook']
  assert.equal(stabilityWindow({ ...first, playbook, outages: 3, longestOutage: hours(500) }), hours(48))
})
