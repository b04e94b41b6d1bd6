import { notifications } from '@mantine/notifications'
import { useSyncExternalStore } from 'react'
import { Refusal } from '../api.ts'
import { announce } from '../shell/announce.tsx'
import { words } from './words/index.ts'

const HOLD_MS = 5000

const held = new Map<string, () => void>() // how to send each at once
let keys: ReadonlySet<string> = new Set() // held, or on their way
const listeners = new Set<() => void>()

function show(key: string, isHeld: boolean) {
  keys = new Set(isHeld ? [...keys, key] : [...keys].filter((one) => one !== key))
  for (const listener of listeners) listener()
}

// Whoever looks away meant it: what is held leaves at once.
const sendAll = () => held.forEach((send) => send())
addEventListener('pagehide', sendAll)
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && sendAll())

/**
 * Undo in place of "are you sure": the hub hears of a deed after five seconds, or as the page is left; until then `useHeld(key)` lets the screen show
 * it as done. `send` tells the hub and asks anew for what is on screen. For a reader's own deeds (acknowledge, take, note), never for words to clients.
 */
export function holdForUndo({ key, says, send }: { key: string; says: string; send: () => Promise<unknown> }) {
  const end = (said: () => void) => {
    if (!held.delete(key)) return
    clearTimeout(waiting)
    notifications.hide(key)
    said()
  }
  const leave = () =>
    end(
      () =>
        void send()
          .catch(sayFailure)
          .finally(() => show(key, false)),
    )
  const back = () =>
    end(() => {
      show(key, false)
      announce(words.undone)
    })
  const waiting = setTimeout(leave, HOLD_MS)
  held.set(key, leave)
  show(key, true)
  const message = (
    <span className="undo">
      {says} <button onClick={back}>{words.undo}</button>
    </span>
  )
  notifications.show({ id: key, message, autoClose: false, withCloseButton: false })
}

/** Whether a deed is held or on its way, so that the screen shows it as done. */
export const useHeld = (key: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => keys.has(key),
  )

/** Says why something did not happen, until it is read. */
export function sayFailure(error: unknown) {
  const [title, message] = error instanceof Refusal ? [error.message, error.fix] : [`${words.unreachable}.`, words.notChanged]
  notifications.show({ title, message, color: 'red', autoClose: false, closeButtonProps: { 'aria-label': words.close } })
}
