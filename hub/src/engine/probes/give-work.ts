import { hash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { WorkWanted } from '@allclear/wire/probe.ts'
import type { AssignedLook, Work } from '@allclear/wire/probe.ts'
import { after, between, milliseconds, seconds } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { shardOf } from '../../domain/triage/divide.ts'
import { isSeenFromAfar } from '../../domain/triage/from-afar.ts'
import { agreedNow } from '../../store/agreed-now.ts'
import { takeAskedLooks } from '../../store/asked-looks.ts'
import { findProbe } from '../../store/probes.ts'
import { leaseShards } from '../../store/shards.ts'
import type { Holding } from '../../store/shards.ts'
import { openSealed, unsigned } from '../agents/open-sealed.ts'
import type { Sealed } from '../agents/open-sealed.ts'
import type { Room } from '../room.ts'
import { mustSpeak, readSaid } from './read-said.ts'

const SHARE_LASTS = seconds(10) // and two until the others hear of it: one that died is missed within 15
const RENEWED_EVERY = seconds(2) // while its question is open: it lives
const POLL_MS = 250
const AT_ONCE = 200

type Assignments = NonNullable<Work['assignments']>

/** Hands a probe its share of what its location looks at, and what somebody waits for, as soon as there is something new (MON-8, TRI-1). */
export function createWorkGiver(room: Room): (sealed: Sealed, gone: AbortSignal) => Promise<Work> {
  const known = new Map<string, { readonly plan: Plan; readonly shards: string; readonly assignments: Assignments }>()
  const assignmentsFor = (probe: string, holding: Holding): Assignments => {
    const [plan, shards] = [room.plan(), [...holding.keys()].join()]
    const before = known.get(probe)
    if (before?.plan === plan && before.shards === shards) return before.assignments
    const looks = looksOf(plan, holding)
    const assignments = { version: hash('sha256', JSON.stringify(looks)).slice(0, 16), looks }
    known.set(probe, { plan, shards, assignments })
    return assignments
  }

  return async (sealed, gone) => {
    const { store, clock, plan } = room
    const { id: probe, location } = await openSealed(sealed, clock.now(), (id) => findProbe(store.db, id))
    const wanted = readSaid(WorkWanted, sealed.body)
    mustSpeak(wanted.speaks, wanted.version)
    if (wanted.probe !== probe) throw unsigned()
    const apart = between(clock.now(), await agreedNow(store.db, clock.now())) // the probe may have asked another hub before, with another clock
    const agreed = () => after(clock.now(), apart)
    const share = () => leaseShards(store, { location, probe }, agreed(), SHARE_LASTS)
    let [holding, renewedAt] = [await share(), clock.now()]
    const until = after(clock.now(), milliseconds(wanted.waitMs))
    for (;;) {
      if (between(renewedAt, clock.now()) >= RENEWED_EVERY) [holding, renewedAt] = [await share(), clock.now()]
      const now = await takeAskedLooks(store.db, location, agreed(), AT_ONCE)
      const assignments = assignmentsFor(probe, holding)
      const isNew = assignments.version !== wanted.has
      if (now.length > 0 || isNew || clock.now() >= until || gone.aborted)
        return { assignments: isNew ? assignments : null, now, canaries: [...plan().network.canaries] }
      await pause(POLL_MS, undefined, { signal: gone }).catch(() => undefined)
    }
  }
}

// Only what a look needs: neither partner nor client, nor whom to tell.
const looksOf = ({ sites }: Plan, holding: Holding): AssignedLook[] =>
  Object.values(sites).flatMap(({ id, url, expect, monitors }) =>
    holding.has(shardOf(id))
      ? monitors.flatMap(({ id: monitor, kind, options, interval }) =>
          isSeenFromAfar(kind) ? [{ site: { id, url, expect }, monitor: { id: monitor, kind, options }, interval }] : [],
        )
      : [],
  )
