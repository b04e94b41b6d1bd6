import { useEffect, useRef } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'

const FIELDS = 'select, input:not([type=hidden]), textarea'

/** A button that opens a form under itself; of the folds of one group one is open. Escape closes it. `about` is said where several have the same name. */
export function Fold(fold: { id: string; name: string; group: string; about?: string; children: ReactNode }) {
  const { id, name, group, about, children } = fold
  const arrive = ({ currentTarget: fold }: SyntheticEvent<HTMLDetailsElement>) => {
    if (fold.open && !fold.contains(document.activeElement?.closest(FIELDS) ?? null)) fold.querySelector<HTMLElement>(FIELDS)?.focus()
  }
  const self = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const fold = self.current!
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && closeFold(fold)
    fold.addEventListener('keydown', leave)
    return () => fold.removeEventListener('keydown', leave)
  }, [])
  return (
    <details id={id} name={group} onToggle={arrive} ref={self}>
      <summary className="button">
        {name}
        {about !== undefined && <span className="unseen"> {about}</span>}
      </summary>
      {children}
    </details>
  )
}

/** Opens a fold by its id, with the keyboard in its first field. */
export function openFold(id: string) {
  const fold = document.getElementById(id)
  if (!(fold instanceof HTMLDetailsElement)) return
  fold.open = true
  fold.querySelector<HTMLElement>(FIELDS)?.focus()
}

/** Closes the fold around an element; the keyboard goes back to its button. */
export function closeFold(inside: Element) {
  const fold = inside.closest('details')
  if (!fold) return
  fold.open = false
  fold.querySelector('summary')?.focus()
}
