import { Checked, Desk, Rehearsed, Replayed } from '@allclear/wire/playbook.ts'
import type { PlayLine } from '@allclear/wire/playbook.ts'
import { z } from 'zod'
import { CAUSES, familyOf } from '../../domain/diagnosis/taxonomy.ts'
import type { Entry } from '../../domain/incident/entry.ts'
import type { Incident, Phase } from '../../domain/incident/incident.ts'
import { between, iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Measure } from '../../domain/review/review-of.ts'
import { differenceOf } from '../../domain/playbook/difference.ts'
import { outlineOf } from '../../domain/playbook/outline.ts'
import { AUDIENCES, sentence, words as asWords } from '../../domain/playbook/say-step.ts'
import type { StepChange } from '../../domain/rehearsal/compare-steps.ts'
import { sampleScenarios } from '../../domain/rehearsal/sample-scenarios.ts'
import { findPlaybook, judgePlaybook, languageHere, playbooksNow, playbookText } from '../../engine/playbooks.ts'
import { rehearseEdited, replayEdited } from '../../engine/try-playbook.ts'
import { listIncidents } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
import { showEntry } from '../console/entry-words.ts'
import { incidentOf } from '../incident-of.ts'
import { words } from '../input.ts'
import { limiter } from '../limiter.ts'
import { operatorOnly } from '../operator-only.ts'
import { sayChange } from '../say-change.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Asked, Route } from '../route.ts'

const path = '/api/v1/playbooks/:playbook'
const params = z.strictObject({ playbook: z.string().max(64) })
const text = words(100_000)
const OVER: readonly Phase[] = ['resolved', 'reviewed']

/** `/api/v1/playbooks/{playbook}/…`: an edited text is checked, rehearsed and replayed before anybody saves it (REA-1, REV-2). */
export function tryPlaybookRoutes(around: Around): Route[] {
  const plays = limiter({ max: 30, per: minutes(1) }) // each holds the hub up for a moment
  const mayPlay = (asked: Asked) => {
    operatorOnly(asked)
    const wait = plays(callerOf(asked).by, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return [
    api({
      method: 'GET',
      path: `${path}/desk`,
      who: 'viewer',
      does: 'What may be written where in a playbook, scenarios to begin with, and the incidents that can be replayed against it.',
      params,
      gives: Desk,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await deskOf(around, asked.params.playbook) }
      },
    }),
    api({
      method: 'POST',
      path: `${path}/check`,
      who: 'responder',
      does: 'Says everything that is wrong in a text as the playbook of that name, and its steps; nothing is kept.',
      params,
      body: z.strictObject({ body: text, against: z.int().min(1).optional() }),
      gives: Checked,
      answer: async (asked) => {
        operatorOnly(asked)
        const { playbook: id } = asked.params
        const { body, against } = asked.body
        const { playbook, complaints } = await judgePlaybook(around, id, body)
        const lines = against === undefined ? null : differenceOf(await playbookText(around, id, against), body)
        return { json: { complaints, steps: playbook && outlineOf(playbook, body), lines } }
      },
    }),
    api({
      method: 'POST',
      path: `${path}/rehearse`,
      who: 'responder',
      does: 'Rehearses a text with a scenario on the virtual clock; nothing is sent, nothing is kept.',
      params,
      body: z.strictObject({ body: text, scenario: words(20_000) }),
      gives: Rehearsed,
      answer: async (asked) => {
        mayPlay(asked)
        const { body, scenario } = asked.body
        const { complaints, rehearsal } = await rehearseEdited(around, asked.params.playbook, body, scenario)
        if (!rehearsal) return { json: { complaints, play: null } }
        const { timeline, ended, isCut, incidents, scenario: played } = rehearsal
        const lines = timeline.map((line) => showLine(around, line, played.start, played.sites.length > 1 ? line.site : null))
        const ran = [...new Set(incidents.flatMap(({ playbook }) => playbook?.id ?? []))]
        return { json: { complaints, play: { lines, ended: asWords(ended), ran, isCut } } }
      },
    }),
    api({
      method: 'POST',
      path: `${path}/replay`,
      who: 'responder',
      does: 'Replays a past incident against a text: which steps would have run when, and what would have been otherwise; nothing is kept.',
      params,
      body: z.strictObject({ body: text, incident: z.int().min(1) }),
      gives: Replayed,
      answer: async (asked) => {
        mayPlay(asked)
        const past = await incidentOf(around, callerOf(asked), asked.body.incident)
        const { complaints, replayed } = await replayEdited(around, asked.params.playbook, asked.body.body, past)
        if (!replayed) return { json: { complaints, play: null } }
        const { timeline, incident, isCut, steps, measures } = replayed
        const since = past.detectedAt
        const play = {
          ...{ ended: asWords(incident.phase), isCut },
          lines: timeline.map((line) => showLine(around, line, since, null)),
          steps: steps.map((change) => showChange(change, since)),
          measures: measures.map(({ what, then, now }) => ({ what: sentence(what), then: took(then), now: took(now) })),
        }
        return { json: { complaints, play } }
      },
    }),
  ]
}

async function deskOf(around: Around, id: string): Promise<Desk> {
  const { store, plan, clock } = around
  await findPlaybook(around, id)
  const [sets, past] = await Promise.all([playbooksNow(around), listIncidents(store.db, { phases: OVER, limit: 50 })])
  const causes = sets.flat().find((playbook) => playbook.id === id)?.causes ?? []
  const cause = CAUSES.find((one) => causes.some((written) => written === one.id || written === `${familyOf(one.id)}.*`))?.id ?? 'unknown'
  const [site] = Object.keys(plan().sites)
  const incidents = past.flatMap(({ number, incident }) => (incident.playbook ? [showPast(number, incident, id)] : []))
  const { keys, values } = languageHere(around)
  return {
    ...{ keys, values },
    scenarios: site === undefined ? [] : sampleScenarios(site, cause, clock.now()),
    incidents: incidents.sort((a, b) => Number(b.isOurs) - Number(a.isOurs)),
  }
}

const showPast = (id: number, { site, detectedAt, diagnosis, playbook }: Incident, ours: string): Desk['incidents'][number] => ({
  ...{ id, site, at: iso(detectedAt), says: diagnosis?.cause ?? 'unknown', isOurs: playbook!.id === ours },
})

function showLine({ plan }: Around, entry: Entry, since: Instant, site: string | null): PlayLine {
  const { at, kind, step = null } = entry
  return { at: iso(at), after: between(since, at), kind, ...showEntry(entry, plan()), step, site }
}

const showChange = ({ step, audience, then, now, by }: StepChange, since: Instant) => ({
  step,
  audience: audience && AUDIENCES[audience],
  then: then === null ? null : between(since, then),
  now: now === null ? null : between(since, now),
  says: sayChange(then, now, by),
})

const took = ({ took: span }: Measure): number | null => span
