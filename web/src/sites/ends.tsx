import { sayDate, saySpan } from '../parts/times.tsx'
import { useNow } from '../clock.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const DAY_MS = 86_400_000
const SOON = 14 * DAY_MS

// Hours count while somebody can still act within them.
const sayDistance = (ms: number) => (ms < SOON ? saySpan(ms) : say(words.spanDays, { days: Math.floor(ms / DAY_MS) }))

/** The day on which something ends, and how far off that is. */
export function Ends({ at }: { at: string }) {
  const left = Date.parse(at) - useNow()
  return (
    <time dateTime={at} className={left < SOON ? 'wrong' : undefined}>
      {say(left < 0 ? words.endedAgo : words.endsIn, { date: sayDate(at.slice(0, 10)), span: sayDistance(Math.abs(left)) })}
    </time>
  )
}
