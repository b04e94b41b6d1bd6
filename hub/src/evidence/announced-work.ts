import type { AnnouncedWork } from '../domain/maintenance/announced-work.ts'
import type { StatusFeed, Subject } from './collector.ts'
import { judge, readPage } from './provider.ts'

/** A site that stands on the provider: what the provider does for it, and words that name where it lives. */
export type Standing = { readonly site: string; readonly kind: string; readonly hints: readonly string[] }

/**
 * The work that a provider announces with its beginning and its end and that is not over, and which sites it concerns: judged as in an outage
 * (causes.md 1.7). An RSS feed names no end, so nothing is known ahead from it. Null when the status page cannot be read.
 */
export async function announcedWork(
  { provider, url }: Pick<StatusFeed, 'provider' | 'url'>,
  standing: readonly Standing[],
  around: Pick<Subject, 'network' | 'signal' | 'now'>,
): Promise<AnnouncedWork[] | null> {
  const page = await readPage(url, around)
  if (page === null) return null
  const works = new Map<string, AnnouncedWork>()
  // Thousands of sites live in a few places, and one place is judged once.
  for (const alike of Map.groupBy(standing, ({ kind, hints }) => [kind, ...hints].join(' ')).values()) {
    const { kind, hints } = alike[0]!
    for (const { kind: what, title, since, until } of judge({ provider, url, kind }, page, hints).notices) {
      if (what !== 'maintenance' || since === null || until === null || until <= Math.max(since, around.now())) continue
      const key = `${since} ${title}`
      const sites = [...(works.get(key)?.sites ?? []), ...alike.map(({ site }) => site)]
      works.set(key, { provider, title, startsAt: since, endsAt: until, sites, seenAt: around.now() })
    }
  }
  return [...works.values()]
}
