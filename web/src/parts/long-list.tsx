import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

const AROUND = 6 // rows drawn beyond each edge of the window

/** A list of any length of which only what is near the window is drawn. `draw` gives what stands in a row, `high` how high one is, about; `onEnd` is told as its end comes near. */
export function LongList<Row>(list: {
  readonly className: string
  readonly rows: readonly Row[]
  readonly high: number
  readonly keyOf: (row: Row) => string
  readonly classOf: (row: Row) => string
  readonly draw: (row: Row) => ReactNode
  readonly onEnd?: () => void
}) {
  const { className, rows, high, keyOf, classOf, draw, onEnd } = list
  const top = useRef<HTMLUListElement>(null)
  const [scrollMargin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin(top.current?.offsetTop ?? 0), [])
  const window = useWindowVirtualizer({
    ...{ count: rows.length, overscan: AROUND, scrollMargin },
    estimateSize: () => high,
    getItemKey: (index) => keyOf(rows[index]!),
  })
  const drawn = window.getVirtualItems()
  const isNearEnd = (drawn.at(-1)?.index ?? 0) >= rows.length - 1
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, onEnd])
  return (
    <ul ref={top} className={`long ${className}`} style={{ height: window.getTotalSize() }}>
      {drawn.map(({ key, index, start }) => (
        <li
          key={key}
          ref={window.measureElement}
          data-index={index}
          aria-setsize={rows.length}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - scrollMargin}px)` }}
        >
          <div className={classOf(rows[index]!)}>{draw(rows[index]!)}</div>
        </li>
      ))}
    </ul>
  )
}
