import { useSyncExternalStore } from 'react'

let ahead = 0
let second = 0
const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | null = null

/** Sets our clock by the hub's: countdowns run by its time, not by the reader's. */
export function setClock(hubNow: string) {
  ahead = Date.parse(hubNow) - Date.now()
}

/** The hub's time, in epoch milliseconds. */
export const hubNow = () => Date.now() + ahead

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    second += 1
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || ticking === null) return
    clearInterval(ticking)
    ticking = null
  }
}

/** The hub's time, drawn anew each second. */
export function useNow(): number {
  useSyncExternalStore(subscribe, () => second)
  return hubNow()
}
