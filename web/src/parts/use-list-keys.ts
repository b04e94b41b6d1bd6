import { useKeys } from '../shell/keys.ts'
import { words } from './words/index.ts'

/** j and k walk from link to link of a list; Enter is the browser's own. */
export function useListKeys(what: keyof typeof words.list, links: string) {
  const move = (by: number) => {
    const all = [...document.querySelectorAll<HTMLElement>(links)]
    const at = all.findIndex((link) => link === document.activeElement)
    all.at(Math.min(Math.max(at + by, 0), all.length - 1))?.focus()
  }
  useKeys([
    { keys: 'j', does: words.list[what].next, run: () => move(1) },
    { keys: 'k', does: words.list[what].before, run: () => move(-1) },
  ])
}
