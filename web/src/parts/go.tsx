import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { isScreen } from '../screens.ts'

/** Goes to an address of the console: at once where it is one of our screens, else by loading the page that the hub makes. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return (to) => (isScreen(to) ? router.history.push(to) : location.assign(to))
}

/** A link to an address of the console, whoever draws it. */
export function Go({ to, children, ...rest }: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const go = useGo()
  const follow = (event: MouseEvent) => {
    if (!isScreen(to) || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  )
}
