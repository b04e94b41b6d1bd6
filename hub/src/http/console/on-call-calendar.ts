import { html } from 'hono/html'
import { coveredAt, openPeriods } from '../../domain/calendar/coverage.ts'
import { inZone, whenMinute } from '../../domain/calendar/local-time.ts'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { between, saySpan } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { reportCoverage } from '../../domain/oncall/coverage-report.ts'
import { laddersOf } from '../../domain/oncall/ladders-of.ts'
import { dutyOf } from '../../domain/oncall/duty-of.ts'
import type { Duty } from '../../domain/oncall/duty.ts'
import type { MadeOverride } from '../../domain/oncall/made-override.ts'
import type { Period, Plan, Schedule } from '../../domain/plan/plan.ts'
import type { Html } from '../route.ts'
import { drawLanes } from './on-call-lanes.ts'
import type { Lane } from './on-call-lanes.ts'
import { pill } from './pill.ts'
import { minute, moment, placeOf } from './times.ts'

export type OnCallView = {
  readonly plan: Plan
  readonly now: Instant
  readonly zone: string
  readonly you: string | null
  readonly overrides: readonly MadeOverride[] // those that still count or will
}

const DAYS = 14
const SOON = 8 // stretches that stand open on the page

/** The next 14 days of each schedule as lanes and as a list, and how they keep the declared hours. */
export function calendarOf(view: OnCallView): Html[] {
  const { plan, now, zone } = view
  const today = inZone(now, zone).toPlainDate()
  const period = { from: whenMinute(today, 0, zone), until: whenMinute(today.add({ days: DAYS }), 0, zone) }
  const schedules = Object.values(plan.schedules)
  if (schedules.length === 0)
    return [html`<p class="quiet">No schedule yet: add one under <code>schedules</code> in the configuration.</p>`]
  return [coverage(view, { from: now, until: period.until }), ...schedules.map((schedule) => calendar(view, schedule, period))]
}

function coverage({ plan, zone, now }: OnCallView, period: Period): Html {
  const uncovered = laddersOf(plan).flatMap(({ id: ladder, escalation }) =>
    reportCoverage({ ...plan, escalation }, period).uncovered.map((gap) => ({ ...gap, ladder })),
  )
  const changes = clockChanges(plan, zone, period)
  const fine = pill({ words: 'Covered', icon: 'check', tone: 'good' })
  const bad = pill({ words: 'Uncovered', icon: 'warning', tone: 'bad' })
  const lines =
    uncovered.length === 0
      ? html`<li><span>${fine} Somebody of the first rung is on duty in all declared hours of the next ${DAYS} days.</span></li>`
      : uncovered.map(
          ({ ladder, from, until }) =>
            html`<li>
              <span>${bad} ${moment(from, zone, now)} until ${moment(until, zone, from)}</span>
              <span class="quiet"
                >${saySpan(between(from, until))} in which nobody of the first rung${ladder === null ? '' : ` of ${ladder}`} is on
                duty</span
              >
            </li>`,
        )
  return html`<section>
    <h2>Coverage</h2>
    <ul class="rows">
      ${lines}
      ${changes.map(({ at, place }) => html`<li><span>${pill({ words: 'Clocks change', icon: 'clock', tone: 'warn' })} ${place}, ${sayTime(at, zone)}</span></li>`)}
    </ul>
  </section>`
}

// Whose clocks change: the reader's, and those of every schedule and person.
function clockChanges({ schedules, people }: Plan, zone: string, { from, until }: Period): { at: Instant; place: string }[] {
  const zones = new Set([
    zone,
    ...Object.values(schedules).map(({ timezone }) => timezone),
    ...Object.values(people).map(({ timezone }) => timezone),
  ])
  return [...zones].flatMap((one) => {
    const at = inZone(from, one).getTimeZoneTransition('next')?.epochMilliseconds as Instant | undefined
    return at !== undefined && at < until ? [{ at, place: placeOf(one) }] : []
  })
}

function calendar(view: OnCallView, schedule: Schedule, period: Period): Html {
  const { plan, now, zone } = view
  const duties = dutyOf(plan, schedule.id, period)
  const rows = duties.filter(({ until }) => until > now).map((duty) => row(view, schedule, duty))
  const lanes: Lane[] = [
    ...layersOf(plan, schedule, period),
    { name: 'On duty', kind: 'final', stretches: duties },
    ...(schedule.id === plan.escalation[0]?.notify ? [coverageLane(plan, duties, period)] : []),
  ]
  return html`<section aria-labelledby="schedule-${schedule.id}">
    <h2 id="schedule-${schedule.id}">${schedule.id} <span class="quiet">${placeOf(schedule.timezone)}</span></h2>
    <div class="panel">
      ${drawLanes(plan, lanes, period, zone, now)}
      <ol class="rows">
        ${rows.slice(0, SOON)}
      </ol>
      ${
        rows.length > SOON
          ? html`<details>
              <summary>All ${DAYS} days</summary>
              <ol class="rows">
                ${rows.slice(SOON)}
              </ol>
            </details>`
          : ''
      }
    </div>
  </section>`
}

function layersOf(plan: Plan, schedule: Schedule, period: Period): Lane[] {
  const layers = [...new Set(schedule.rotations.map(({ layer }) => layer))].sort((one, other) => one - other)
  if (layers.length < 2) return []
  return layers.map((layer) => {
    const alone = { ...schedule, overrides: [], rotations: schedule.rotations.filter((rotation) => rotation.layer === layer) }
    return {
      name: `Layer ${layer}`,
      kind: 'layer',
      stretches: dutyOf({ ...plan, schedules: { [schedule.id]: alone } }, schedule.id, period),
    }
  })
}

function coverageLane({ coverage: declared }: Plan, duties: readonly Duty[], period: Period): Lane {
  const open = openPeriods(declared, period)
  const stretches = open.flatMap((one) =>
    duties.flatMap(({ from, until, people }) => {
      const within = { from: Math.max(from, one.from) as Instant, until: Math.min(until, one.until) as Instant }
      return within.from < within.until ? [{ ...within, people }] : []
    }),
  )
  return { name: 'Declared', kind: 'coverage', stretches }
}

function row({ plan, now, zone, you }: OnCallView, schedule: Schedule, { from, until, people }: Duty): Html {
  const who =
    people.length === 0
      ? nobody(plan, schedule, from)
      : people.map((one, index) => html`${index > 0 ? ' and ' : ''}<strong>${one === you ? 'You' : plan.people[one]!.name}</strong>`)
  const elsewhere = people.flatMap((one) => {
    const { name, timezone } = plan.people[one]!
    return timezone === zone ? [] : [html`<small class="quiet">${minute(from, timezone)} to ${minute(until, timezone)} for ${name}</small>`]
  })
  return html`<li>
    <span>${from <= now ? 'Now' : moment(from, zone, now)} until ${moment(until, zone, Math.max(from, now) as Instant)}${elsewhere}</span>
    <span>${who}</span>
  </li>`
}

function nobody(plan: Plan, schedule: Schedule, at: Instant): Html {
  if (schedule.id !== plan.escalation[0]?.notify) return html`<span class="quiet">Nobody: this rung is passed over</span>`
  return coveredAt(plan.coverage, at)
    ? pill({ words: 'Nobody: uncovered', icon: 'warning', tone: 'bad' })
    : html`<span class="quiet">Nobody: outside the declared hours</span>`
}
