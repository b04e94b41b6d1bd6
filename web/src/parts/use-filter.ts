import { useLocation, useRouter } from '@tanstack/react-router'

/** What a list is narrowed to, kept in the address so that it can be passed on; an empty word takes its name out. */
export function useFilter(): [filter: URLSearchParams, narrow: (name: string, word: string) => void] {
  const router = useRouter()
  const { pathname, searchStr } = useLocation()
  const filter = new URLSearchParams(searchStr)
  const narrow = (name: string, word: string) => {
    const next = new URLSearchParams(filter)
    if (word === '') next.delete(name)
    else next.set(name, word)
    router.history.replace(`${pathname}${next.size > 0 ? `?${next}` : ''}`)
  }
  return [filter, narrow]
}
