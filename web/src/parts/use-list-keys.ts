import { useKeys } from '../shell/keys.ts'

/** j and k walk from link to link of a list; Enter is the browser's own. */
export function useListKeys(what: string, links: string) {
  const move = (by: number) => {
    const all = [...document.querySelectorAll<HTMLElement>(links)]
    const at = all.findIndex((link) => link === document.activeElement)
    all.at(Math.min(Math.max(at + by, 0), all.length - 1))?.focus()
  }
  useKeys([
    { keys: 'j', does: `Next ${what}`, run: () => move(1) },
    { keys: 'k', does: `${what[0]!.toUpperCase()}${what.slice(1)} before`, run: () => move(-1) },
  ])
}
