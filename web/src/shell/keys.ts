import { useEffect, useRef, useSyncExternalStore } from 'react'

/** What a key does, and where it is listed. `g n` is one key after the other; `mod+k` is Ctrl or ⌘ with k. */
export type Key = { readonly keys: string; readonly does: string; readonly run: () => void }

let known: readonly (readonly Key[])[] = []
const listeners = new Set<() => void>()
const SWITCH = 'allclear-single-keys'

function change(next: typeof known) {
  known = next
  for (const listener of listeners) listener()
}

/** Keys that work as long as this part is on screen, and stand in the list that `?` opens. */
export function useKeys(keys: readonly Key[]) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const shape = keys.map((key) => `${key.keys} ${key.does}`).join('\n')
  useEffect(() => {
    const mine = latest.current.map(({ keys: name, does }, at) => ({ keys: name, does, run: () => latest.current[at]?.run() }))
    change([...known, mine])
    return () => change(known.filter((one) => one !== mine))
  }, [shape])
}

/** Every key that works at the moment. */
export const useKnownKeys = (): readonly Key[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => known,
  ).flat()

/** Whether keys without Ctrl or ⌘ work; who speaks to the machine turns them off (WCAG 2.1.4). */
export const singleKeysWork = () => localStorage.getItem(SWITCH) !== 'off'
/** Turns keys without Ctrl or ⌘ on or off for this browser. */
export const letSingleKeysWork = (work: boolean) => localStorage.setItem(SWITCH, work ? 'on' : 'off')

const WRITES = 'input, textarea, select, [contenteditable=true]'
let first: { readonly key: string; readonly at: number } | null = null

/** Listens to the keyboard, once for all. */
export function listenToKeys() {
  addEventListener('keydown', (event) => {
    const name = `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.toLowerCase()}`
    if (!name.startsWith('mod+') && (event.altKey || !singleKeysWork() || isBusy(event.target))) return
    const before = first && event.timeStamp - first.at < 1500 ? `${first.key} ` : ''
    first = { key: name, at: event.timeStamp }
    const all = known.flat()
    const meant = all.findLast(({ keys }) => keys === before + name) ?? all.findLast(({ keys }) => keys === name)
    if (!meant) return
    first = null
    event.preventDefault()
    meant.run()
  })
}

// While somebody writes or a dialog is open, letters are letters.
const isBusy = (target: EventTarget | null) =>
  (target instanceof Element && target.closest(WRITES) !== null) || document.querySelector('[role=dialog]') !== null
