import type { HostFigures } from '@allclear/wire/host.ts'
import { hubNow } from '../clock.ts'
import { sayNumber } from '../language.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const [WIDE, HIGH] = [300, 56]
const DAY = 86_400_000
const GAP = 25 * 60_000 // figures come every ten minutes; where two are missing the line is broken

type Props = {
  readonly history: readonly HostFigures[]
  readonly of: 'load' | 'cpu' | 'memory' | 'disk'
  readonly full: number | null // what the top of the picture means; null where nothing bounds it
}

/** A figure over the last day, as a line: what it is now and what it was at most stand beside it in words. */
export function DayLine({ history, of, full }: Props) {
  const points = history.flatMap(({ at, [of]: value }) => (value === null ? [] : [{ at: Date.parse(at), value }]))
  if (points.length === 0) return null
  const [most, last] = [Math.max(...points.map(({ value }) => value)), points.at(-1)!.value]
  const figure = (value: number) => (of === 'load' ? sayNumber(value, 1) : `${Math.round(value * 100)} %`)
  const name = words.lines[of]
  const said = say(words.lineSays, { name, last: figure(last), most: figure(most) })
  return (
    <figure className="day-line">
      <figcaption>
        <strong>{name}</strong> {figure(last)} <span className="quiet">{say(words.atMost, { most: figure(most) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={said}>
        {full !== null && full < most && <path className="full" d={`M0 ${yOf(full, most)}H${WIDE}`} />}
        <path className="line" d={pathOf(points, Math.max(most, full ?? 0))} />
      </svg>
    </figure>
  )
}

const yOf = (value: number, top: number) => (2 + (HIGH - 4) * (1 - value / Math.max(top, 0.01))).toFixed(1)

function pathOf(points: readonly { readonly at: number; readonly value: number }[], top: number): string {
  const from = hubNow() - DAY
  const step = (n: number) => (n === 0 || points[n]!.at - points[n - 1]!.at > GAP ? 'M' : 'L')
  return points.map(({ at, value }, n) => `${step(n)}${((WIDE * (at - from)) / DAY).toFixed(1)} ${yOf(value, top)}`).join('')
}
