import type { Site } from './plan.ts'

/** The providers a site is written to stand on, each with what it does for the site; one that does several things counts by the first. */
export const standsOn = ({ hosting, dns, cdn }: Pick<Site, 'hosting' | 'dns' | 'cdn'>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({ cdn, dns, hosting }).flatMap(([kind, provider]): [string, string][] =>
      typeof provider === 'string' ? [[provider, kind]] : [],
    ),
  )
