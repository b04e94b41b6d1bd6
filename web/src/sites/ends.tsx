import { saySpan } from '../parts/times.tsx'
import { useNow } from '../clock.ts'

const DAY_MS = 86_400_000
const SOON = 14 * DAY_MS

// Hours count while somebody can still act within them.
const sayDistance = (ms: number) => (ms < SOON ? saySpan(ms) : `${Math.floor(ms / DAY_MS)} days`)

/** The day on which something ends, and how far off that is. */
export function Ends({ at }: { at: string }) {
  const left = Date.parse(at) - useNow()
  return (
    <time dateTime={at} className={left < SOON ? 'wrong' : undefined}>
      {at.slice(0, 10)}, {left < 0 ? `${sayDistance(-left)} ago` : `in ${sayDistance(left)}`}
    </time>
  )
}
