import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { editText } from '../../src/domain/playbook/edit-text.ts'
import { proposeChanges } from '../../src/domain/review/proposals/propose-changes.ts'
import type { Past } from '../../src/domain/review/proposals/proposal.ts'
import { slowRenewal } from '../seeded-proposals.ts'
import { agency, playbookOf, World } from './world.ts'

const tls = readFileSync(new URL('../../../playbooks/tls.yaml', import.meta.url), 'utf8')
const LATE = 'ask-own-hosting-late'

const past = ({ incident, moments }: World, number: number): Past => ({
  incident: { ...incident, id: String(number) },
  events: moments.map(({ at, event, decision }) => ({ at, event, changes: decision.incident })),
})

test('an accepted proposal changes the next execution, and nothing that is open (REV-2)', () => {
  const last = [past(slowRenewal('2026-02-10'), 2), past(slowRenewal('2026-02-03'), 1)]
  const seen = { now: last[0]!, last, playbook: playbookOf(tls), plan: agency }
  const proposal = proposeChanges(seen, [], last[0]!.incident.resolvedAt!).find(({ thing }) => thing === 'tls/ask-own-hosting')!
  assert.ok(proposal.change.kind === 'playbook')
  const accepted = { ...playbookOf(editText(tls, proposal.change.edits)!), version: 2 }

  // One is open when the yes is said; another fails afterwards.
  const open = new World('2026-02-11T10:00:00-06:00').goesDown().showsCause('tls.expired').passes('2m').acknowledges('ana').passes('8m')
  const next = new World('2026-02-11T10:10:00-06:00', { playbooks: [accepted] }).goesDown().showsCause('tls.expired').passes('2m').acknowledges('ana') // prettier-ignore
  const versionOf = ({ incident }: World) => incident.playbook!.version
  const escalated = (world: World) => world.passes('30m').story('escalation')
  assert.deepEqual([versionOf(open), escalated(open)], [1, []])
  assert.deepEqual([versionOf(next), escalated(next)], [2, [`10:35  escalation ${LATE} → first-line`]])
})
