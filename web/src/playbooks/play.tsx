import type { PlayLine } from '@allclear/wire/playbook.ts'
import { useEffect, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import { saySpan } from '../parts/times.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const LASTS_MS = 8000 // a whole play, whatever it tells
const TICK_MS = 100

/** What would happen, line by line on the virtual clock. The slider goes to any moment; what is still to come is faint. */
export function Play({ lines, ended, isCut }: { lines: readonly PlayLine[]; ended: string; isCut: boolean }) {
  const last = Math.max(1, lines.at(-1)?.after ?? 0)
  const [at, setAt] = useState(last)
  const [isPlaying, setPlaying] = useState(false)
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => setAt((now) => Math.min(last, now + (last * TICK_MS) / LASTS_MS)), TICK_MS)
    return () => clearInterval(timer)
  }, [isPlaying, last])
  const isOver = at >= last
  const press = () => {
    if (isOver) setAt(0)
    setPlaying(isOver || !isPlaying)
  }
  return (
    <div className="play">
      <div className="scrub">
        <button onClick={press}>{isPlaying && !isOver ? words.pause : words.play}</button>
        <input
          type="range"
          min={0}
          max={last}
          step="any"
          value={at}
          aria-label={words.moment}
          aria-valuetext={saySpan(at)}
          onChange={({ currentTarget: { value } }) => setAt(Number(value))}
        />
        <output>{saySpan(at)}</output>
      </div>
      <ol className="lines">
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a play never changes
          <li key={index} className={line.after > at ? 'ahead' : ''}>
            <span className="after">{saySpan(line.after)}</span>
            <Icon name={line.icon} />
            <span>
              {line.site !== null && <strong>{line.site} </strong>}
              {line.what}
              {line.step !== null && (
                <>
                  {' '}
                  <code>{line.step}</code>
                </>
              )}
              {line.detail !== null && <small className="quiet">{line.detail}</small>}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">{say(isCut ? words.cut : words.ends, { ended })}</p>
    </div>
  )
}
