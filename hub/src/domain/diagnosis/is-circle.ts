import type { PageEvidence } from './evidence.ts'

/** Whether a visit was sent on until it was given up, or to where it already was. */
export function isCircle({ failure, hops }: Pick<PageEvidence, 'failure' | 'hops'>): boolean {
  if (failure === 'redirect_loop') return true
  const last = hops.at(-1)
  if (failure !== 'redirect_invalid' || !last?.location) return false
  return URL.parse(last.location, last.url)?.href === URL.parse(last.url)?.href
}
