import { useEffect } from 'react'

/** Names the page in the browser's tab and to whoever hears the screen: `Now · Allclear`. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Allclear`
  }, [title])
}
