import './track.css'
import type { CSSProperties } from 'react'
import { useNow } from '../clock.ts'
import { sayDayHead } from './times.tsx'

/** A stretch of time as an answer has it. */
export type Stretch = { readonly from: string; readonly until: string }

/** Where a stretch stands on a track that shows `shown`, as far as it is in it; null where it is not. */
export function placeOn(shown: Stretch, { from, until }: Stretch): CSSProperties | null {
  const [begin, end] = [Date.parse(shown.from), Date.parse(shown.until)]
  const [left, right] = [Math.max(Date.parse(from), begin), Math.min(Date.parse(until), end)]
  if (left >= right) return null
  const percent = (span: number) => `${(span / (end - begin)) * 100}%`
  return { left: percent(left - begin), width: percent(right - left) }
}

/** The line of this moment on a track, where it is in sight. */
export function useNowLine(shown: Stretch): { readonly className: string; readonly style?: CSSProperties } {
  const now = useNow()
  const [begin, end] = [Date.parse(shown.from), Date.parse(shown.until)]
  if (now < begin || now >= end) return { className: 'track' }
  return { className: 'track now', style: { '--now': `${((now - begin) / (end - begin)) * 100}%` } as CSSProperties }
}

/** The heads of the days on a track. The lines below say each moment in words, so readers of the screen are spared them. */
export function DayHeads({
  shown,
  days,
  brief,
}: {
  readonly shown: Stretch
  readonly days: readonly (Stretch & { readonly words: string; readonly date: string })[]
  readonly brief: boolean // so many that only their numbers fit
}) {
  const now = useNow()
  return (
    <div className="track heads" aria-hidden="true">
      {days.map((day) => {
        const isToday = Date.parse(day.from) <= now && now < Date.parse(day.until)
        const isMonday = day.words.startsWith('Mon')
        return (
          <span
            key={day.date}
            className={`day ${isToday ? 'today' : ''} ${isMonday ? 'monday' : ''}`}
            style={placeOn(shown, day) ?? undefined}
          >
            {brief ? Number(day.date.slice(8)) : sayDayHead(day.words, day.date)}
          </span>
        )
      })}
    </div>
  )
}

/** A date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
