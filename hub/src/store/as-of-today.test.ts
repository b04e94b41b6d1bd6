import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from '../../test/stories/world.ts'
import { decide } from '../domain/incident/decide.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { after, minutes } from '../domain/instant.ts'
import { asOfToday } from './as-of-today.ts'

test('an incident that an earlier release left open goes on without a word about what that release did not know (I-50)', () => {
  const world = new World('2026-03-04T10:00:00-06:00').goesDown().showsCause('unknown').acknowledges('ana').passes('1m')
  const { promisedAt: _promised, responses: _responses, longestOutage: _longest, snooze: _snooze, ...known } = world.incident
  const tasks = Object.entries(known.tasks).map(([id, { title, done, followUp }]) => [id, { title, done, followUp }])
  const left = JSON.parse(JSON.stringify({ ...known, tasks: Object.fromEntries(tasks) })) as Incident
  const incident: Incident = asOfToday(left)
  const { known: now } = world.moments.at(-1)!.event
  const { effects } = decide(incident, { type: 'clock', known: now }, after(world.moments.at(-1)!.at, minutes(1)))
  assert.deepEqual(
    effects.filter((effect) => effect.do === 'say'),
    [],
  )
})
