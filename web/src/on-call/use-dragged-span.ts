import { useState } from 'react'
import type { PointerEvent } from 'react'
import type { Stretch } from '../parts/track.tsx'

const STEP_MS = 30 * 60_000

const snap = (at: number) => Math.round(at / STEP_MS) * STEP_MS
const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z')

/** A span drawn over a track with the pointer, in half hours. `picked` hears of it at its end; one that did not move is a press. */
export function useDraggedSpan(shown: Stretch, picked: (span: Stretch, isPress: boolean) => void) {
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const at = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    const [begin, end] = [Date.parse(shown.from), Date.parse(shown.until)]
    return begin + Math.min(1, Math.max(0, (clientX - left) / width)) * (end - begin)
  }
  const spanOf = ({ from, to }: { from: number; to: number }): Stretch => ({
    from: iso(snap(Math.min(from, to))),
    until: iso(snap(Math.max(from, to))),
  })
  return {
    span: drag && spanOf(drag),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ from: at(event), to: at(event) })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => drag && setDrag({ ...drag, to: at(event) }),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!drag) return
      setDrag(null)
      const span = spanOf({ ...drag, to: at(event) })
      const isPress = span.from === span.until
      picked(isPress ? { from: iso(Math.round(drag.from)), until: span.until } : span, isPress)
    },
    onPointerCancel: () => setDrag(null),
  }
}
