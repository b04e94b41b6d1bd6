import type { Complaint } from '../domain/document.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { days, saySpan } from '../domain/instant.ts'
import { speak } from '../domain/message/speak.ts'
import type { Playbook } from '../domain/playbook/playbook.ts'
import { quickenPlaybook } from '../domain/playbook/quicken.ts'
import { withVersions } from '../domain/playbook/with-versions.ts'
import { compareSteps } from '../domain/rehearsal/compare-steps.ts'
import type { StepChange } from '../domain/rehearsal/compare-steps.ts'
import { unmet } from '../domain/rehearsal/expectations.ts'
import { readScenario } from '../domain/rehearsal/read-scenario.ts'
import { rehearse } from '../domain/rehearsal/rehearse.ts'
import type { Rehearsal } from '../domain/rehearsal/rehearse.ts'
import { livedThrough, replay } from '../domain/rehearsal/replay.ts'
import type { Replay } from '../domain/rehearsal/replay.ts'
import type { Scenario } from '../domain/rehearsal/scenario.ts'
import { reviewOf } from '../domain/review/review-of.ts'
import type { Measure } from '../domain/review/review-of.ts'
import { eventsOf } from '../store/events.ts'
import { judgePlaybook, playbooksNow } from './playbooks.ts'
import type { Room } from './room.ts'

type Stage = Pick<Room, 'store' | 'clock' | 'plan' | 'library'>

const MOST = 1000 // moments and lines: the hub does nothing else meanwhile
const LONGEST = days(31)
const MOST_SITES = 20

/** An edited text played through, before anybody saves it; null with the complaints that keep it from being played. */
export type Played = { readonly complaints: readonly Complaint[]; readonly rehearsal: (Rehearsal & { readonly scenario: Scenario }) | null }

/** Rehearses an edited text: a scenario on the virtual clock, with the plan and the other playbooks as they are now. Nothing is sent, nothing kept. */
export async function rehearseEdited(room: Stage, id: string, body: string, scenarioText: string): Promise<Played> {
  const { playbook, complaints } = await judgePlaybook(room, id, body)
  const plan = room.plan()
  const { scenario, complaints: more } = readScenario(scenarioText, 'scenario', plan)
  const all = [...complaints, ...more, ...(scenario ? tooMuch(scenario) : [])]
  if (!playbook || !scenario || all.some(({ level }) => level === 'error')) return { complaints: all, rehearsal: null }
  const playbooks = (await setsWith(room, playbook)).map((set) => set.map((one) => quickenPlaybook(one, plan.quickened)))
  const rehearsal = rehearse({ plan, playbooks, templates: room.library().templates, scenario, window: null, most: MOST })
  return { complaints: [...all, ...unmet(scenario, rehearsal.timeline)], rehearsal: { ...rehearsal, scenario } }
}

/** What would have been otherwise: the steps, and the figures of the review. */
export type Replayed = Replay & {
  readonly then: Incident
  readonly steps: readonly StepChange[]
  readonly measures: readonly { readonly what: Measure['what']; readonly then: Measure; readonly now: Measure }[]
}

/** Replays a past incident against an edited text; null with the complaints that keep it from being played. Nothing is sent, nothing kept. */
export async function replayEdited(
  room: Stage,
  id: string,
  body: string,
  { partner, id: number }: Incident,
): Promise<{ readonly complaints: readonly Complaint[]; readonly replayed: Replayed | null }> {
  const { playbook, complaints } = await judgePlaybook(room, id, body)
  if (!playbook || complaints.some(({ level }) => level === 'error')) return { complaints, replayed: null }
  const lived = await eventsOf(room.store.db, partner, Number(number))
  if (lived[0]?.event.type !== 'suspected') return { complaints, replayed: null }
  const plan = room.plan()
  const { templates } = room.library()
  const again = replay({
    lived,
    edited: playbook,
    playbooks: await setsWith(room, playbook),
    // Of a site that is not watched any more nothing can be said in its words.
    subjectOf: (incident, effect, at) =>
      plan.sites[incident.site] ? speak({ plan, templates, incident, effect, at }).subject : effect.template,
    most: MOST,
  })
  const then = livedThrough(lived)
  const [before, after] = [reviewOf(then, lived).measures, reviewOf(again.incident, again.events).measures]
  const measures = before.map((one, index) => ({ what: one.what, then: one, now: after[index]! }))
  return { complaints, replayed: { ...again, then, steps: compareSteps(then, again.incident), measures } }
}

const setsWith = async (room: Stage, edited: Playbook) => withVersions(await playbooksNow(room), [edited])

// What a rehearsal on screen does not do, since the hub goes on beside it.
function tooMuch({ file, sites, until, maintenance }: Scenario): Complaint[] {
  const say = (message: string, fix: string): Complaint => ({ level: 'error', file, line: 1, column: 1, message, fix })
  return [
    ...(sites.length > MOST_SITES ? [say(`${sites.length} sites are more than ${MOST_SITES}`, 'name fewer')] : []),
    ...(until > LONGEST ? [say(`${saySpan(until)} is longer than 31 days`, 'lower until')] : []),
    ...(maintenance === null ? [] : [say('there is no maintenance file beside it', 'remove "maintenance", or use allclear rehearse')]),
  ]
}
