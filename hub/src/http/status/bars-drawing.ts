import { html, raw } from 'hono/html'
import type { Bar } from '../../domain/status/bars.ts'
import type { Html } from '../route.ts'

const STEP = 3
const SHAPES: Record<Bar['state'], (x: number) => [number, string]> = {
  well: (x) => [x, '0h2v32h-2z'],
  partial: (x) => [x, '1h2v30h-2z'],
  down: (x) => [x, '14h2v18h-2z'],
  unknown: (x) => [x, '24h2v8h-2z'],
}

/** The days of a component as one drawing: a path for each state that occurs, and states differ in height and filling, not in colour alone. */
export function barsDrawing(bars: readonly Bar[], says: string): Html {
  const paths = (Object.keys(SHAPES) as Bar['state'][]).flatMap((state) => {
    const days = bars.flatMap((bar, n) => (bar.state === state ? [SHAPES[state](n * STEP)] : []))
    return days.length === 0 ? [] : [`<path class="${state}" d="${pathOf(days)}"/>`]
  })
  const width = bars.length * STEP - 1
  return html`<div class="bars">
    <svg viewBox="0 0 ${width} 32" preserveAspectRatio="none" role="img" aria-label="${says}">${raw(paths.join(''))}</svg>
  </div>`
}

// After `z` the pen is back at the corner where the day began, so one step to the right is the same few bytes for every day.
function pathOf(days: readonly (readonly [number, string])[]): string {
  let last: number | null = null
  return days
    .map(([x, shape]) => {
      const [top, rest] = [Number.parseInt(shape, 10), shape.replace(/^\d+/, '')]
      const start = last === null ? `M${x} ${top}` : `m${x - last} 0`
      last = x
      return start + rest
    })
    .join('')
}
