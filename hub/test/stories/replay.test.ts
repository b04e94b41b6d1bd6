import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { iso, minutes } from '../../src/domain/instant.ts'
import type { Playbook } from '../../src/domain/playbook/playbook.ts'
import { withVersions } from '../../src/domain/playbook/with-versions.ts'
import { compareSteps } from '../../src/domain/rehearsal/compare-steps.ts'
import { livedThrough, replay } from '../../src/domain/rehearsal/replay.ts'
import { builtIn, playbookOf, World } from './world.ts'

const tls = readFileSync(new URL('../../../playbooks/tls.yaml', import.meta.url), 'utf8')
const TEN = '2026-03-04T10:00:00-06:00'

// The certificate story: the renewal fails after six minutes, the site is back after seventy.
function story() {
  const world = new World(TEN).goesDown().showsCause('tls.expired').passes('4m').acknowledges('kofi').passes('2m')
  world.happens({ type: 'action-ended', run: 'certificate-renew', result: 'failed', output: 'The panel refused.' })
  return world.passes('39m').acknowledges('kofi').passes('25m').comesBack().passes('1h')
}

function replayed(world: World, edited: Playbook, most = 2000) {
  const lived = world.moments.map(({ at, event, decision }) => ({ at, event, changes: decision.incident }))
  const again = replay({ lived, edited, playbooks: withVersions([builtIn], [edited]), subjectOf: () => '', most })
  return { ...again, steps: compareSteps(livedThrough(lived), again.incident) }
}

test('replayed with the playbook that it had, an incident is what it was (REV-2)', () => {
  const world = story()
  const { steps, incident, timeline } = replayed(world, playbookOf(tls))
  assert.ok(steps.length > 5)
  assert.deepEqual(steps.filter(({ by }) => by !== 0), []) // prettier-ignore
  assert.deepEqual([incident.phase, incident.resolvedAt], ['resolved', world.incident.resolvedAt])
  const gist = ({ at, kind, step, to, state }: (typeof timeline)[number]) => [at, kind, step, to, state]
  assert.deepEqual(timeline.map(gist), world.entries.map(gist)) // prettier-ignore
})

test('with an edited one it says which steps would have begun when, and which no more (REV-2)', () => {
  const edited = playbookOf(
    tls.replace('15m after confirmed', '25m after confirmed').replaceAll('45m after confirmed', '2h after confirmed'),
  )
  const { steps, incident } = replayed(story(), edited)
  const changed = steps.filter(({ by }) => by !== 0)
  assert.deepEqual(
    changed.map(({ step, audience, then, now, by }) => [step, audience, iso(then!).slice(11, 16), now && iso(now).slice(11, 16), by]),
    [
      ['tell-client', 'client', '16:15', '16:25', minutes(10)],
      ['escalate', null, '16:45', null, null],
      ['update-everyone', 'client', '16:45', null, null],
      ['update-everyone', 'partner', '16:45', null, null],
      ['update-everyone', 'public', '16:45', null, null],
    ],
  )
  assert.equal(incident.phase, 'resolved')
})

test('a longer stability window moves the all clear behind the last thing that happened', () => {
  const { incident, steps } = replayed(
    story(),
    playbookOf(tls.replace(/^stable-for:.*\n/m, '').replace('causes:', 'stable-for: 2h\ncauses:')),
  )
  assert.equal(iso(incident.resolvedAt!), '2026-03-04T19:10:00Z')
  assert.ok(steps.every(({ now }) => now !== null))
})

test('a playbook that has no end is cut', () => {
  const endless = playbookOf(
    `playbook: tls\ncauses: ["tls.*"]\nsteps:\n  - { id: nag, start: at once, every: 1s, escalate: { to: ana } }\n`,
  )
  const { isCut, events } = replayed(story(), endless, 200)
  assert.ok(isCut && events.length < 300)
})
