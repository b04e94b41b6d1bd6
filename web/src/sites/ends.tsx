import { saySpan } from '../parts/times.tsx'
import { useNow } from '../clock.ts'

const SOON = 14 * 86_400_000

/** The day on which something ends, and how far off that is. */
export function Ends({ at }: { at: string }) {
  const left = Date.parse(at) - useNow()
  return (
    <time dateTime={at} className={left < SOON ? 'wrong' : undefined}>
      {at.slice(0, 10)}, {left < 0 ? `${saySpan(-left)} ago` : `in ${saySpan(left)}`}
    </time>
  )
}
