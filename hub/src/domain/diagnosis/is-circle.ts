import type { PageEvidence } from './evidence.ts'

type Way = Pick<PageEvidence, 'failure' | 'hops'>

/** Whether the site sends a visit on with a cookie that it wants to see first. We carry none, so for us it never ends; a visitor gets in. */
export const wantsCookie = ({ failure, hops }: Way): boolean =>
  (failure === 'redirect_invalid' || failure === 'redirect_loop') && hops.at(-1)?.headers['set-cookie'] !== undefined

/** Whether a visit was sent on until it was given up, or to where it already was. */
export function isCircle(page: Way): boolean {
  if (wantsCookie(page)) return false
  if (page.failure === 'redirect_loop') return true
  const last = page.hops.at(-1)
  if (page.failure !== 'redirect_invalid' || !last?.location) return false
  return URL.parse(last.location, last.url)?.href === URL.parse(last.url)?.href
}
