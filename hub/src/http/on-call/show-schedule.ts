import type { Said } from '@allclear/wire/now.ts'
import type { Duty as ShownDuty, Lane, Schedule as Shown, Turn } from '@allclear/wire/on-call.ts'
import { coveredAt, openPeriods } from '../../domain/calendar/coverage.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { dutyOf } from '../../domain/oncall/duty-of.ts'
import type { Duty } from '../../domain/oncall/duty.ts'
import type { Period, Plan, Schedule } from '../../domain/plan/plan.ts'
import { minute, placeOf } from '../console/times.ts'
import { sayPeople } from './say-people.ts'

/** Who looks at it: their zone, and who they are. */
export type Reader = { readonly zone: string; readonly you: string | null; readonly now: Instant }

/** One schedule over a time: its layers and overrides, the line that counts, the declared hours under it, and every turn in words. */
export function showSchedule(plan: Plan, schedule: Schedule, period: Period, reader: Reader): Shown {
  const duties = dutyOf(plan, schedule.id, period)
  const isFirst = schedule.id === plan.escalation[0]?.notify
  const lanes: Lane[] = [
    ...layersOf(plan, schedule, period),
    ...overridesOf(schedule, period),
    { name: 'On duty', kind: 'final', stretches: duties.map(inIso) },
    ...(isFirst ? [{ name: 'Declared', kind: 'declared' as const, stretches: declared(plan, duties, period).map(inIso) }] : []),
  ]
  const turns = duties.filter(({ until }) => until > reader.now).map((duty) => showTurn(plan, isFirst, duty, reader))
  return { id: schedule.id, place: placeOf(schedule.timezone), lanes, turns }
}

const inIso = ({ from, until, people }: Duty): ShownDuty => ({ from: iso(from), until: iso(until), people: [...people] })

function layersOf(plan: Plan, schedule: Schedule, period: Period): Lane[] {
  const layers = [...new Set(schedule.rotations.map(({ layer }) => layer))].sort((one, other) => one - other)
  if (layers.length < 2) return []
  return layers.map((layer) => {
    const alone = { ...schedule, overrides: [], rotations: schedule.rotations.filter((rotation) => rotation.layer === layer) }
    const stretches = dutyOf({ ...plan, schedules: { [schedule.id]: alone } }, schedule.id, period)
    return { name: `Layer ${layer}`, kind: 'layer', stretches: stretches.map(inIso) }
  })
}

function overridesOf({ overrides }: Schedule, { from, until }: Period): Lane[] {
  const met = overrides.filter((one) => one.from < until && from < one.until)
  return met.length === 0 ? [] : [{ name: 'Overrides', kind: 'override', stretches: met.map(inIso) }]
}

// Within the declared hours, who is there: nobody is a hole.
const declared = ({ coverage }: Plan, duties: readonly Duty[], period: Period): Duty[] =>
  openPeriods(coverage, period).flatMap((open) =>
    duties.flatMap(({ from, until, people }) => {
      const within = { from: Math.max(from, open.from) as Instant, until: Math.min(until, open.until) as Instant }
      return within.from < within.until ? [{ ...within, people }] : []
    }),
  )

function showTurn(plan: Plan, isFirst: boolean, duty: Duty, { zone, you }: Reader): Turn {
  const { from, until, people } = duty
  const others = people.map((one) => plan.people[one]!).filter(({ timezone }) => timezone !== zone)
  return {
    ...inIso(duty),
    says: people.length === 0 ? 'Nobody' : sayPeople(plan, people, you),
    state: people.length === 0 ? sayNobody(plan, isFirst, from) : null,
    elsewhere: others.map(({ name, timezone }) => `${minute(from, timezone)} to ${minute(until, timezone)} for ${name}`),
  }
}

function sayNobody({ coverage }: Plan, isFirst: boolean, at: Instant): Said {
  if (!isFirst) return { words: 'This rung is passed over', icon: 'ring', tone: 'idle' }
  return coveredAt(coverage, at)
    ? { words: 'Uncovered', icon: 'warning', tone: 'bad' }
    : { words: 'Outside the declared hours', icon: 'moon', tone: 'idle' }
}
