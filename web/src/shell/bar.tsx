import './bar.css'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Go } from '../parts/go.tsx'
import { Icon } from '../parts/icon.tsx'
import { useSession } from '../session.ts'
import { barFor } from './screen-list.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { words } from './words/index.ts'

/** The way to the other screens: on a phone the few that matter at 3 am, and the rest under "More"; beside a wide screen all of them. */
export function Bar() {
  const { first, rest } = barFor(useSession())
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string | null>(null) // whoever goes to another screen has closed it
  const isOpen = openAt === pathname
  const more = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const leave = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      setOpenAt(null)
      more.current?.focus()
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [isOpen])
  const link = ({ to, name, icon }: (typeof first)[number]) => (
    <Go key={to} to={to} aria-current={to === pathname ? 'page' : undefined}>
      <Icon name={icon} />
      {words.names[name]}
    </Go>
  )
  const isInRest = rest.some(({ screens }) => screens.some(({ to }) => to === pathname))
  return (
    <nav aria-label={words.screens}>
      {first.map(link)}
      <button
        ref={more}
        className={`more quiet ${isInRest ? 'here' : ''}`}
        aria-expanded={isOpen}
        aria-controls="more-screens"
        onClick={() => setOpenAt(isOpen ? null : pathname)}
      >
        <Icon name="dots" />
        {words.more}
      </button>
      <div id="more-screens" className={isOpen ? 'rest open' : 'rest'}>
        {rest.map(({ name, screens }) => (
          <div key={name} role="group" aria-label={words.groups[name]}>
            <small aria-hidden="true">{words.groups[name]}</small>
            {screens.map(link)}
          </div>
        ))}
        <LanguageSwitch />
      </div>
    </nav>
  )
}
