import type { Site } from './plan.ts'

/** Where a site is kept besides, to take over when it cannot be mended soon (PRP-6). */
export type Standby = {
  readonly url: string
  readonly checked: boolean // watched like the site
  readonly switch: string | null // an address that moves visitors there and back; its token is a secret
}

/** How a standby was last seen; `since` is when that began. */
export type StandbySeen = { readonly state: 'up' | 'down'; readonly since: number; readonly said: string }

/** Why the standby of a site would not hold, in a sentence; null when it would, or when there is none. Never seen is unknown. */
export function wouldNotHold(site: Pick<Site, 'id' | 'standby'>, seen: StandbySeen | null): string | 'unknown' | null {
  const { id, standby } = site
  if (!standby) return null
  if (!standby.checked) return `Nobody checks the standby of ${id}.`
  if (seen === null) return 'unknown'
  return seen.state === 'down' ? `The standby of ${id} does not answer as the site does: ${seen.said}` : null
}
