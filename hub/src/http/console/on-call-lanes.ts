import { html } from 'hono/html'
import { inZone, whenMinute } from '../../domain/calendar/local-time.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Duty } from '../../domain/oncall/duty.ts'
import type { Period, Plan } from '../../domain/plan/plan.ts'
import type { Html } from '../route.ts'

/** One line of the picture: a layer, the line that counts, or the declared hours with those in which nobody is there. */
export type Lane = { readonly name: string; readonly kind: 'layer' | 'final' | 'coverage'; readonly stretches: readonly Duty[] }

const WIDTH = 1080
const NAMES = 72 // room for the names of the lanes
const HEAD = 24
const HEIGHT = 30
const TONES = 6

/** The lanes as a drawing. Everything in it stands in the list below it as well, so readers of the screen and phones are spared it. */
export function drawLanes(plan: Plan, lanes: readonly Lane[], { from, until }: Period, zone: string, now: Instant): Html {
  const x = (at: Instant) => NAMES + ((at - from) / (until - from)) * (WIDTH - NAMES)
  const tall = HEAD + lanes.length * HEIGHT
  return html`<svg class="lanes" viewBox="0 0 ${WIDTH} ${tall}" aria-hidden="true" focusable="false">
    ${daysOf({ from, until }, zone).map(
      ({ at, words }) =>
        html`<line class="day" x1="${x(at)}" x2="${x(at)}" y1="0" y2="${tall}"></line><text x="${x(at) + 4}" y="15">${words}</text>`,
    )}
    ${lanes.map((lane, index) => drawLane(plan, lane, HEAD + index * HEIGHT, x))}
    <line class="now" x1="${x(now)}" x2="${x(now)}" y1="0" y2="${tall}"></line>
  </svg>`
}

const drawLane = (plan: Plan, { name, kind, stretches }: Lane, top: number, x: (at: Instant) => number): Html =>
  html`<text x="0" y="${top + 18}">${name}</text> ${stretches.map(({ from, until, people }) => {
      const [left, width] = [x(from), Math.max(1, x(until) - x(from) - 1)]
      if (kind === 'coverage')
        return html`<rect
          class="${people.length === 0 ? 'uncovered' : 'covered'}"
          x="${left}"
          y="${top + 8}"
          width="${width}"
          height="10"
        ></rect>`
      if (people.length === 0) return html`<rect class="nobody" x="${left}" y="${top + 4}" width="${width}" height="20"></rect>`
      const tone = Object.keys(plan.people).indexOf(people[0]!) % TONES
      return html`<rect class="tone-${tone}" x="${left}" y="${top + 2}" width="${width}" height="24" rx="4"></rect>
        <text class="who" x="${left + 5}" y="${top + 18}">${shortened(plan, people, width)}</text>`
    })}`

const shortened = (plan: Plan, people: readonly string[], width: number): string => {
  const names = people.map((one) => plan.people[one]?.name.split(' ')[0] ?? one).join(', ')
  const letters = Math.floor((width - 8) / 7.5)
  return names.length <= letters ? names : letters < 1 ? '' : names.slice(0, letters)
}

// Each local day with its date; one on which the clocks change says how long it is.
function daysOf({ from, until }: Period, zone: string): { at: Instant; words: string }[] {
  const days: { at: Instant; words: string }[] = []
  for (let date = inZone(from, zone).toPlainDate(); ; date = date.add({ days: 1 })) {
    const at = whenMinute(date, 0, zone)
    if (at >= until) return days
    const hours = (whenMinute(date.add({ days: 1 }), 0, zone) - at) / 3_600_000
    const name = date.toLocaleString('en-GB', { weekday: 'short', day: 'numeric' })
    days.push({ at, words: hours === 24 ? name : `${name}, ${hours} h` })
  }
}
