import type { Readiness, ReadinessGroup, ReadinessLine } from '@allclear/wire/readiness.ts'
import type { Said } from '@allclear/wire/now.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { after, days, iso } from '../domain/instant.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { ownerOf } from '../domain/readiness/finding-kind.ts'
import type { Look, Owner, Weight, Wrong } from '../domain/readiness/finding-kind.ts'
import { judgeReadiness, percentOf, scoreOf, within } from '../domain/readiness/judge-readiness.ts'
import type { Judged, Scope } from '../domain/readiness/judge-readiness.ts'
import { SAY_WEIGHT, sayReadiness, sayScore } from '../domain/readiness/say-readiness.ts'
import { fleetOf } from '../engine/health/fleet-of.ts'
import { readinessSince } from '../store/readiness.ts'
import type { Around } from './around.ts'
import { mayEnter } from './caller.ts'
import type { Caller } from './caller.ts'

const MOST_LINES = 50
const MOST_SITES = 5
const TREND = days(-365) // so far back

const ALL: Scope = { partner: null, owner: null, site: null }

/** What would fail us at 3 am, of what this tenant may know of; `null` for the operator. */
export const judgedFor = async (around: Around, tenant: string | null): Promise<Judged[]> =>
  within(judgeReadiness(await fleetOf(around)), { ...ALL, partner: tenant })

/** The same as the screen and the command line have it, narrowed to what was asked for. */
export async function showReadiness(around: Around, caller: Caller, asked: Scope): Promise<Readiness> {
  const theirs = await judgedFor(around, caller.partner)
  const judged = within(theirs, asked)
  const score = scoreOf(judged)
  const groups = judged.map((one) => showGroup(around.plan(), caller, one)).filter(({ looked, unknown }) => looked + unknown > 0)
  const plan = around.plan()
  return {
    sentence: sayReadiness(judged, score),
    tone: groups.some(({ weight, lines }) => weight === 5 && lines.length > 0) ? 'bad' : score.held < score.looked ? 'warn' : 'good',
    score: { percent: percentOf(score), looked: score.looked, held: score.held, unknown: score.unknown, says: sayScore(score) },
    groups: [...groups.filter(({ lines }) => lines.length > 0), ...groups.filter(({ lines }) => lines.length === 0)],
    trend: asked.owner === null && asked.site === null ? await trendOf(around, caller.partner ?? asked.partner) : null,
    partners: Object.values(plan.partners).flatMap(({ id, name }) =>
      caller.partner === null || caller.partner === id ? [{ id, name }] : [],
    ),
    mayAsk: caller.partner === null && mayEnter('responder', caller),
  }
}

async function trendOf({ store, clock }: Around, partner: string | null): Promise<Readiness['trend']> {
  const kept = await readinessSince(store.db, partner ?? OPERATOR, after(clock.now(), TREND))
  return kept.map((row) => ({ day: iso(row.day).slice(0, 10), percent: percentOf(row), wrong: row.looked - row.held }))
}

const SAID: Readonly<Record<Weight, Omit<Said, 'words'>>> = {
  5: { icon: 'cross', tone: 'bad' },
  3: { icon: 'warning', tone: 'warn' },
  1: { icon: 'dots', tone: 'idle' },
}
const HOLDS: Said = { words: 'All well', icon: 'check', tone: 'good' }
const NOT_KNOWN: Said = { words: 'Not known yet', icon: 'ring', tone: 'idle' }

function showGroup(plan: Plan, caller: Caller, { kind, looks }: Judged): ReadinessGroup {
  const { id, title, why, weight } = kind
  const wrong = looks.filter((look): look is Look & { readonly wrong: Wrong } => look.wrong !== null && look.wrong !== 'unknown')
  const unknown = looks.filter((look) => look.wrong === 'unknown').length
  const held = looks.length - unknown - wrong.length
  const weighs = SAY_WEIGHT[weight]
  return {
    ...{ kind: id, title, why, weight, weighs, looked: looks.length - unknown, held, unknown },
    said: wrong.length > 0 ? { words: weighs, ...SAID[weight] } : held > 0 ? HOLDS : NOT_KNOWN,
    lines: wrong.slice(0, MOST_LINES).map((look) => showLine(plan, caller, ownerOf(kind, look), look)),
    more: Math.max(0, wrong.length - MOST_LINES),
  }
}

function showLine(
  plan: Plan,
  caller: Caller,
  owner: Owner,
  { subject, partner, sites, wrong }: Look & { readonly wrong: Wrong },
): ReadinessLine {
  const { said, place } = wrong
  const isOurs = owner === 'operator' && caller.partner !== null // who sees one tenant only cannot open our screens
  return {
    ...{ subject, said, owner, sites: sites.slice(0, MOST_SITES), count: sites.length },
    partner: { id: partner, name: plan.partners[partner]?.name ?? plan.operator.name },
    ...{ how: place.how, to: isOurs && sites[0] !== undefined ? `/sites/${sites[0]}` : place.screen, field: place.field },
  }
}
