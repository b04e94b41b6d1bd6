import type { ReadinessDay } from '@allclear/wire/readiness.ts'
import { hubNow } from '../clock.ts'
import { sayDate } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const DAY = 86_400_000
const [WIDE, HIGH] = [600, 80]

type Point = { readonly at: number; readonly percent: number }

/** The share that holds over the last year, as steps: a day on which nothing changed has no row, and stood as the one before. */
export function Trend({ days, percent }: { days: readonly ReadinessDay[]; percent: number | null }) {
  const kept: Point[] = days.flatMap((one) => (one.percent === null ? [] : [{ at: Date.parse(one.day), percent: one.percent }]))
  const [first] = kept
  if (!first || percent === null) return <p className="quiet">{words.keptFromToday}</p>
  const points = [...kept, { at: Math.max(hubNow(), first.at + DAY), percent }]
  const said = say(words.change, { before: first.percent, day: day(first.at), percent })
  return (
    <figure className="trend">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={said}>
        <path className="ground" d={`${steps(points)}V${HIGH}H0Z`} />
        <path className="line" d={steps(points)} />
      </svg>
      <figcaption className="quiet">
        <span>
          {day(first.at)} · {first.percent} %
        </span>
        <span>{say(words.nowAt, { percent })}</span>
      </figcaption>
    </figure>
  )
}

const day = (at: number) => sayDate(new Date(at).toISOString().slice(0, 10))

function steps(points: readonly Point[]): string {
  const [from, until] = [points[0]!.at, points.at(-1)!.at]
  const x = (at: number) => Math.round((WIDE * (at - from)) / (until - from))
  const y = (percent: number) => 2 + Math.round(((HIGH - 4) * (100 - percent)) / 100)
  const [first, ...rest] = points
  return `M0 ${y(first!.percent)}${rest.map(({ at, percent }) => `H${x(at)}V${y(percent)}`).join('')}`
}
