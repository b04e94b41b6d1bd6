import { isDeepStrictEqual } from 'node:util'
import { between, hours, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { keepFirstSeen } from '../../domain/maintenance/announced-work.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import { standsOn } from '../../domain/plan/stands-on.ts'
import { announcedWork } from '../../evidence/announced-work.ts'
import type { Standing } from '../../evidence/announced-work.ts'
import { hintsFrom } from '../../evidence/provider.ts'
import { announcedWorks, saveAnnouncedWorks } from '../../store/announced-works.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const FRESH = hours(1)
const READ_MS = 10_000

/**
 * Reads each hour what the providers that sites stand on announce on their status pages, so that their work is known ahead (MNT-1).
 * A page that cannot be read leaves what it said before, and is asked again an hour later.
 */
export function startReadingAnnouncedWork(
  room: Pick<Room, 'store' | 'clock' | 'plan' | 'outside' | 'news' | 'turns' | 'onBug'>,
): Pick<Loop, 'stop' | 'passedAt'> {
  const { clock, onBug } = room
  const askedAt = new Map<string, Instant>()
  const stopping = new AbortController()
  const turn = room.turns.of('announced work')
  const loop = startLoop({ clock, turn, most: seconds(60), onBug, pass: () => readAll(room, askedAt, stopping.signal) })
  return {
    passedAt: loop.passedAt,
    stop: () => {
      stopping.abort()
      return loop.stop()
    },
  }
}

async function readAll(
  { store, clock, plan, outside, news }: Parameters<typeof startReadingAnnouncedWork>[0],
  askedAt: Map<string, Instant>,
  stopped: AbortSignal,
): Promise<null> {
  const known = new Map((await announcedWorks(store.db)).map((one) => [one.provider, one]))
  const isOld = (at: Instant | undefined) => at === undefined || between(at, clock.now()) >= FRESH
  const due = Object.values(plan().providers).filter(({ id }) => isOld(known.get(id)?.readAt) && isOld(askedAt.get(id)))
  const standing = due.some(({ status }) => status !== null) ? standingOf(plan(), await baselinesOf(store.db, null)) : null
  for (const { id, status } of due) {
    const sites = standing?.get(id)
    if (status === null || sites === undefined || stopped.aborted) continue
    askedAt.set(id, clock.now())
    const around = { network: outside, now: () => clock.now(), signal: AbortSignal.any([stopped, AbortSignal.timeout(READ_MS)]) }
    const read = await announcedWork({ provider: id, url: status }, sites, around)
    if (read === null) continue
    const before = known.get(id)?.works ?? []
    const works = keepFirstSeen(before, read)
    await saveAnnouncedWorks(store.db, id, clock.now(), works)
    if (!isDeepStrictEqual(works, before)) news({ partner: null, incident: null })
  }
  return null
}

// Where a site lives is what was seen when it was last well.
function standingOf({ sites }: ReturnType<Room['plan']>, baselines: ReadonlyMap<string, Baseline>): ReadonlyMap<string, Standing[]> {
  const all = new Map<string, Standing[]>()
  for (const site of Object.values(sites)) {
    const dns = baselines.get(site.id)?.dns
    const hints = hintsFrom(dns?.a ?? [], dns?.www?.cname ?? null)
    for (const [provider, kind] of standsOn(site)) {
      const standing = all.get(provider) ?? []
      standing.push({ site: site.id, kind, hints })
      all.set(provider, standing)
    }
  }
  return all
}
