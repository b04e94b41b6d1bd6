import type { Clock } from '../clock.ts'
import { after, minutes } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { changedSince } from '../store/events.ts'
import { findIncident } from '../store/incidents.ts'
import type { Store } from '../store/store.ts'
import { pollOf, startLoop } from './loop.ts'

/** Something changed: an incident of a tenant, or, without a number, its planned work; without a tenant, everybody's. */
export type News = { readonly partner: string | null; readonly incident: number | null }

/** What hubs call out to each other: news, that what people keep on screen was changed, and that a site is to be or was looked at. */
type Call = { readonly from: string; readonly news?: News; readonly kept?: true; readonly look?: string; readonly looked?: string }

export type NewsDesk = {
  /** Tells everyone here, and the other hubs. */
  tell(news: News): void
  /** Tells the other hubs that what people keep on screen was changed. */
  tellKept(): void
  subscribe(listener: (news: News) => void): () => void
  /** From now on `read` is done whenever another hub says that what is kept was changed. */
  whenKept(read: () => Promise<void>): void
  /** Has a site looked at at once by the hub that looks at it; resolves when that has answered, or after a while. */
  askToLook(site: string): Promise<void>
  /** From now on `look` is asked when another hub wants a look; false says that the site is not ours to look at. */
  whenAskedToLook(look: (site: string) => Promise<boolean>): void
  stop(): Promise<void>
}

const ANSWER_MS = 20_000
const LOOKS_BACK = minutes(2) // a commit may come late, and clocks differ
const REMEMBERED = 5000

/**
 * Passes on news within this hub and between hubs. What another hub decided is heard by its call; whoever misses that finds it among the events
 * within a second.
 */
export function startPassingOnNews(hub: string, parts: { store: Store; clock: Clock; onBug: (error: unknown) => void }): NewsDesk {
  const { store, clock, onBug } = parts
  const listeners = new Set<(news: News) => void>()
  const looks = new Map<string, PromiseWithResolvers<void>>()
  let read = async () => {}
  let look: (site: string) => Promise<boolean> = async () => false
  const told = rememberTold(store)
  const tellHere = async (news: News) => {
    await told.note(news) // before anyone reads: what is newer than this is news again
    for (const listener of listeners) listener(news)
  }
  const call = (what: Omit<Call, 'from'>) => void store.signals.call(JSON.stringify({ from: hub, ...what } satisfies Call)).catch(onBug)
  const heard = async (text: string) => {
    const said = JSON.parse(text) as Call
    if (said.from === hub) return
    if (said.kept || said.news?.incident === null) await read()
    if (said.news) await tellHere(said.news)
    if (said.look !== undefined && (await look(said.look))) call({ looked: said.look })
    if (said.looked !== undefined) looks.get(said.looked)?.resolve()
  }
  const isAlone = store.kind === 'sqlite'
  const deaf = store.signals.hear((text) => void heard(text).catch(onBug))
  const loop = isAlone
    ? null
    : startLoop({
        clock,
        most: pollOf(store.kind),
        onBug,
        async pass() {
          const since = after(clock.now(), -LOOKS_BACK as Span)
          for (const news of await told.missed(since)) for (const listener of listeners) listener(news)
          return null
        },
      })
  return {
    tell(news) {
      if (isAlone) for (const listener of listeners) listener(news)
      else {
        void tellHere(news).catch(onBug)
        call({ news })
      }
    },
    tellKept: () => call({ kept: true }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    whenKept(work) {
      read = work
    },
    async askToLook(site) {
      const looked = looks.get(site) ?? Promise.withResolvers<void>()
      looks.set(site, looked)
      call({ look: site })
      const timer = setTimeout(looked.resolve, ANSWER_MS)
      await looked.promise
      clearTimeout(timer)
      looks.delete(site)
    },
    whenAskedToLook(work) {
      look = work
    },
    async stop() {
      for (const { resolve } of looks.values()) resolve()
      await loop?.stop()
      await deaf()
    },
  }
}

/** Up to which version of each incident everyone here was told. */
function rememberTold({ db }: Store) {
  const versions = new Map<string, number>()
  let isFirst = true
  const keyOf = (partner: string, incident: number) => `${partner} ${incident}`
  const remember = (key: string, version: number) => {
    versions.delete(key)
    versions.set(key, version)
    if (versions.size > REMEMBERED) versions.delete(versions.keys().next().value!)
  }
  return {
    async note({ partner, incident }: News) {
      if (partner === null || incident === null) return
      const found = await findIncident(db, partner, incident)
      if (found) remember(keyOf(partner, incident), found.version)
    },
    /** What has changed and nobody here was told of. What was there before the first look is no news. */
    async missed(since: Instant): Promise<News[]> {
      const changed = await changedSince(db, since)
      const news = changed.filter(({ partner, incident, seq }) => seq > (versions.get(keyOf(partner, incident)) ?? 0))
      for (const { partner, incident, seq } of news) remember(keyOf(partner, incident), seq)
      const isNews = !isFirst
      isFirst = false
      return isNews ? news.map(({ partner, incident }) => ({ partner, incident })) : []
    },
  }
}
