import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

let isPaused = false
const listeners = new Set<() => void>()

function setPaused(next: boolean) {
  if (next === isPaused) return
  isPaused = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether news do not reach us at the moment. */
export const usePaused = () => useSyncExternalStore(subscribe, () => isPaused)

/**
 * Hears which incident has news (`/events`) and asks again for what is on screen. The browser comes back by itself with Last-Event-ID and hears
 * what it missed; `missed` says that the hub does not know any more. A list that only `grows` is asked again by whoever reads it.
 */
export function listen(queries: QueryClient) {
  let waiting: ReturnType<typeof setTimeout> | null = null
  const soon = () =>
    (waiting ??= setTimeout(() => {
      waiting = null
      void queries.invalidateQueries({ predicate: ({ meta }) => meta?.['grows'] !== true })
    }, 150))
  let news: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    clearTimeout(again)
    news = new EventSource('/events')
    news.addEventListener('message', soon)
    news.addEventListener('missed', soon)
    news.addEventListener('open', () => {
      if (isPaused) soon() // nobody knows what was missed meanwhile
      setPaused(false)
    })
    news.addEventListener('error', ({ currentTarget }) => {
      setPaused(true)
      // A browser gives up on an answer that is no stream, as a proxy gives one while the hub starts anew.
      if ((currentTarget as EventSource).readyState === EventSource.CLOSED) again = setTimeout(begin, AGAIN_MS)
    })
  }
  const end = () => {
    clearTimeout(again)
    news.close()
  }
  begin()
  addEventListener('offline', () => {
    end()
    setPaused(true)
  })
  addEventListener('online', () => {
    end()
    begin()
  })
  // A page that is left in front of a window closes the stream; leaving it to the browser would show it as an error.
  addEventListener('pagehide', end)
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}

const AGAIN_MS = 3000
