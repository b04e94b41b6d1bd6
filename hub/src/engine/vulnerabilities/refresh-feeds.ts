import { hash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { after, earliest, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { VulnerabilityFeed } from '../../domain/plan/plan.ts'
import { claimFeed, dropFeeds, feedStates, keepFeed, markFeedUnread } from '../../store/vulnerability-feeds.ts'
import type { FeedState } from '../../store/vulnerability-feeds.ts'
import type { Room } from '../room.ts'
import { readFeed } from './read-feed.ts'

const APART = minutes(30) // Wordfence answers one request in this time (its terms of 2026)

export type Refreshing = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'outside'>

/**
 * Reads the feeds that are due, and those that were not yet asked about something that is installed by now; no address more often than every half
 * an hour. Of one that cannot be read, what it said before holds. Gives when the next is due.
 */
export async function refreshFeeds(room: Refreshing, software: ReadonlySet<string>, signal: AbortSignal): Promise<Instant | null> {
  const { store, clock, plan } = room
  const feeds = Object.values(plan().vulnerabilities)
  const states = new Map((await feedStates(store.db)).map((state) => [state.feed, state]))
  const gone = [...states.keys()].filter((feed) => !Object.hasOwn(plan().vulnerabilities, feed))
  if (gone.length > 0) await store.transaction((tx) => dropFeeds(tx, gone))
  let next: Instant | null = null
  for (const feed of software.size === 0 ? [] : feeds) {
    const [seen, source] = [states.get(feed.id) ?? null, await sourceOf(feed)]
    const dueAt = dueAtOf(feed, seen, source, software)
    if (dueAt > clock.now() || signal.aborted) next = earliest(next, dueAt)
    else next = earliest(next, await refresh(room, feed, { seen, source, software, signal }))
  }
  return next
}

// A file that was replaced is another source, and read at once.
async function sourceOf({ format, file, url, mapping }: VulnerabilityFeed): Promise<string> {
  const info = file === null ? null : await stat(file).catch(() => null)
  return hash('sha256', JSON.stringify([format, file, url, mapping, info?.mtimeMs ?? null, info?.size ?? null])).slice(0, 16)
}

function dueAtOf({ url }: VulnerabilityFeed, seen: FeedState | null, source: string, software: ReadonlySet<string>): Instant {
  if (seen === null) return 0 as Instant
  const read = new Set(seen.software)
  const isFresh = seen.source === source && [...software].every((one) => read.has(one))
  if (isFresh) return seen.dueAt
  return url === null || seen.askedAt === null ? (0 as Instant) : after(seen.askedAt, APART)
}

type Order = {
  readonly seen: FeedState | null
  readonly source: string
  readonly software: ReadonlySet<string>
  readonly signal: AbortSignal
}

async function refresh(room: Refreshing, feed: VulnerabilityFeed, { seen, source, software, signal }: Order): Promise<Instant> {
  const { store, clock, secrets, outside } = room
  const at = clock.now()
  const held = after(at, APART)
  if (!(await claimFeed(store.db, seen, { feed: feed.id, source, at, dueAt: held }))) return held
  const read = await readFeed(feed, software, { network: outside, token: secrets().get(`vulnerabilities.${feed.id}.token`), signal })
  if ('trouble' in read) {
    await markFeedUnread(store.db, feed.id, read.trouble, held)
    return held
  }
  const dueAt = after(at, feed.every)
  await store.transaction((tx) => keepFeed(tx, feed.id, { ...read, software: [...software], at, dueAt }))
  return dueAt
}
