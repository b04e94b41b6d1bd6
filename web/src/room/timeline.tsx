import type { Line, Room } from '@allclear/wire/room.ts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { Icon } from '../parts/icon.tsx'
import { placeOf, sayDay, sayExactly } from '../parts/times.tsx'
import { announce } from '../shell/announce.tsx'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const LINE_PX = 44
const MORE = 8 // lines above and below what is seen
const NEAR_PX = 60

type Props = { lines: readonly Line[]; zones: Room['zones'] }

/** What happened, the newest at the bottom. Only the lines that are seen are in the document; whoever stands at the end stays there. */
export function Timeline({ lines, zones }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const isShown = useRef(false)
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: MORE,
    measureElement: (line) => line.getBoundingClientRect().height || LINE_PX, // none while it is hidden
    getItemKey: (index) => lines[index]!.seq,
  })
  const height = rows.getTotalSize()
  useLayoutEffect(() => {
    if (atEnd.current) box.current!.scrollTop = box.current!.scrollHeight
  }, [height])
  // On a phone the log may be put away; whoever opens it sees the newest line, unless they had scrolled away from it.
  useEffect(() => {
    const list = box.current!
    const observer = new ResizeObserver(() => {
      const wasShown = isShown.current
      isShown.current = list.clientHeight > 0
      if (isShown.current && !wasShown && atEnd.current) list.scrollTop = list.scrollHeight
    })
    observer.observe(list)
    return () => observer.disconnect()
  }, [])
  useSayNew(lines)
  const look = ({ scrollHeight, scrollTop, clientHeight }: HTMLDivElement) => {
    if (isShown.current) atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
  }
  const differs = zones.yours !== zones.theirs
  return (
    <section className="panel timeline" aria-labelledby="timeline-name">
      <h2 id="timeline-name">{words.timeline}</h2>
      <p className="quiet">
        {differs
          ? say(words.timesInBoth, { place: placeOf(zones.yours), theirs: placeOf(zones.theirs) })
          : say(words.timesIn, { place: placeOf(zones.yours) })}
      </p>
      <div
        className="scrolls"
        ref={box}
        tabIndex={0}
        role="region"
        aria-labelledby="timeline-name"
        onScroll={({ currentTarget }) => look(currentTarget)}
      >
        <ol id="timeline" className="log" style={{ height }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className={lines[index]!.kind}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Words
                line={lines[index]!}
                before={lines[index - 1]?.at ?? null}
                yours={zones.yours}
                theirs={differs ? zones.theirs : null}
              />
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

type WordsProps = { line: Line; before: string | null; yours: string; theirs: string | null }

const Words = memo(function Words({ line: { at, icon, what, detail }, before, yours, theirs }: WordsProps) {
  const ms = Date.parse(at)
  const day = sayDay(ms, yours)
  const exact = sayExactly(ms, yours, { seconds: true })
  return (
    <>
      <span className="when">
        {before !== null && sayDay(Date.parse(before), yours) !== day && <small>{day}</small>}
        <time dateTime={at} title={`${day}, ${exact}`}>
          {exact}
        </time>
        {theirs !== null && <small>{sayExactly(ms, theirs, { seconds: false })}</small>}
      </span>
      <span className="dot">
        <Icon name={icon} />
      </span>
      <span className="line">
        {what}
        {detail !== null && <small>{detail}</small>}
      </span>
    </>
  )
})

// Whoever hears the screen hears the new lines, and not those that scrolling brings.
function useSayNew(lines: readonly Line[]) {
  const said = useRef(lines.length)
  useEffect(() => {
    const fresh = lines.slice(said.current)
    said.current = lines.length
    if (fresh.length > 0) announce(fresh.map(({ what }) => what).join('. '))
  }, [lines])
}
