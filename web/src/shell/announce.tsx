import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Says a sentence to whoever hears the screen; nothing of it is seen. */
export function announce(sentence: string) {
  said = sentence
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Where sentences are said. */
export function Announcements() {
  const sentence = useSyncExternalStore(subscribe, () => said)
  return (
    <div className="unseen" aria-live="polite">
      {sentence}
    </div>
  )
}
