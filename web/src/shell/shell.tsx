import { useMantineColorScheme } from '@mantine/core'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef, useState } from 'react'
import { usePaused } from '../live.ts'
import { Go, useGo } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { Announcements } from './announce.tsx'
import { Bar } from './bar.tsx'
import { listenToKeys, useKeys } from './keys.ts'
import { destinationsFor } from './screen-list.ts'
import { say } from '../words.ts'
import { words } from './words/index.ts'

const Palette = lazy(() => import('./palette.tsx'))
const KeysDialog = lazy(() => import('./keys-dialog.tsx'))

listenToKeys()

/** What stands around every screen: landmarks, the way to the other screens, who is logged in, and what is said aloud. */
export function Shell() {
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Suspense fallback={<Beginning />}>
        <Around />
      </Suspense>
      <Announcements />
    </>
  )
}

// The same ground as Around, so that nothing moves when it comes.
function Beginning() {
  return (
    <>
      <header className="top" />
      <main>
        <Waiting />
      </main>
    </>
  )
}

function Around() {
  const { banner, story } = useSession()
  const paused = usePaused()
  const main = useFocusOnArrival()
  return (
    <>
      {banner !== null && (
        <aside className="banner" aria-label={words.demonstration}>
          {banner}{' '}
          <strong id="story" role="status">
            {story}
          </strong>
        </aside>
      )}
      <Top />
      <p id="paused" className="paused" role="status" hidden={!paused}>
        {words.paused}
      </p>
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  )
}

function Top() {
  const session = useSession()
  const go = useGo()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [icon, next] = NEXT_COLOURS[colorScheme]
  const destinations = destinationsFor(session)
  useKeys([
    { keys: 'mod+k', does: words.findAnything, run: () => setOpen('palette') },
    { keys: '?', does: words.listKeys, run: () => setOpen('keys') },
    ...destinations.map(({ to, name, key }) => ({ keys: `g ${key}`, does: words.names[name], run: () => go(to) })),
  ])
  return (
    <header className="top">
      <Go className="logo" to="/">
        <img src="/icon.svg" alt="" width="22" height="22" />
        Allclear
      </Go>
      <Bar />
      <div className="tools">
        <button className="quiet" onClick={() => setOpen('palette')} aria-label={words.find} aria-keyshortcuts="Control+K Meta+K">
          <Icon name="search" /> <span className="word">{words.find}</span>
        </button>
        <button className="quiet" onClick={() => setColorScheme(next)} aria-label={words.colours[colorScheme]}>
          <Icon name={icon} />
        </button>
        <button className="quiet keys-button" onClick={() => setOpen('keys')} aria-label={words.keys}>
          ?
        </button>
      </div>
      <form method="post" action="/logout">
        {session.partner === null ? (
          <Go className="who" to="/account" aria-label={say(words.account, { name: session.name })}>
            <Icon name="people" />
            <span>{session.name}</span>
          </Go>
        ) : (
          <span className="who">{session.name}</span>
        )}
        <button className="quiet">{words.logOut}</button>
      </form>
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
        {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </header>
  )
}

const NEXT_COLOURS = { auto: ['half', 'dark'], dark: ['moon', 'light'], light: ['sun', 'auto'] } as const

// Whoever goes to another screen begins at its top, with the keyboard as well; the first one is left where the browser put it.
function useFocusOnArrival() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current !== pathname) main.current?.focus({ preventScroll: true })
    last.current = pathname
  }, [pathname])
  return main
}
