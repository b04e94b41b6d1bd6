import type { HostSample } from '../host/sample.ts'
import type { Evidence } from './evidence.ts'
import type { Sign } from './weigh-signs.ts'

/** What an agent saw on the host, where it speaks and the server is what fails: a name that leads nowhere is not the disk's fault. */
export function insideOf({ host, page }: Evidence): HostSample | null {
  if (!host?.sample || host.silentFor !== null || !page || page.transports.length === 0) return null
  const isServer = page.status === null || page.status >= 500 || page.status === 408 || page.status === 429
  return isServer ? host.sample : null
}

/** A sign that rests on what was seen on the host itself. */
export const seenInside = (strength: Sign['strength'], because: string, facts?: Sign['facts']): Sign => ({
  strength,
  because: `On the host: ${because}`,
  ...(facts && { facts }),
})
