import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { isScreen } from '../screens.ts'

/** Goes to an address of the console: at once where it is one of our screens, else by loading the page that the hub makes. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return (to) => (isScreen(to) ? router.history.push(to) : location.assign(to))
}

/** A link to an address of the console, whoever draws it. A screen and what it asks first are loaded as a hand or the keyboard comes near. */
export function Go({ to, children, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const go = useGo()
  const router = useRouter()
  const prepare = () => isScreen(to) && void router.preloadRoute({ to: new URL(to, location.href).pathname as never })
  const follow = (event: MouseEvent) => {
    if (!isScreen(to) || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a {...rest} href={to} onClick={follow} onPointerEnter={prepare} onFocus={prepare}>
      {children}
    </a>
  )
}
