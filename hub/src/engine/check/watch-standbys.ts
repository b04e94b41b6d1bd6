import { CHECKS } from '../../checks/index.ts'
import { minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import type { Standby, StandbySeen } from '../../domain/plan/standby.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { keepStandby, standbysSeen } from '../../store/standbys.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const EVERY = minutes(1)
const DEADLINE = seconds(20)
const AT_ONCE = 16
const KINDS = ['http', 'tls', 'dns']

type Watching = Pick<Room, 'store' | 'clock' | 'plan' | 'outside' | 'onBug'>

/** Looks at each standby as often as at its site, at most once a minute. What fails there is never an outage of the site (PRP-6). */
export function startWatchingStandbys(room: Watching & Pick<Room, 'turns'>): Loop {
  const failures = new Map<string, number>()
  const lastLooks = new Map<string, Instant>()
  return startLoop({
    clock: room.clock,
    turn: room.turns.of('standbys'),
    most: EVERY,
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      const due = standbysOf(room).filter(({ site }) => now - (lastLooks.get(site.id) ?? 0) >= (site.monitors[0]?.interval ?? EVERY))
      for (const { site } of due) lastLooks.set(site.id, now)
      await lookAtStandbys(room, due, failures)
      return null
    },
  })
}

type Kept = { readonly site: Site; readonly standby: Standby }

/** The sites with a standby that is to be checked. */
export const standbysOf = ({ plan }: Pick<Room, 'plan'>): Kept[] =>
  Object.values(plan().sites).flatMap((site) => (site.standby?.checked ? [{ site, standby: site.standby }] : []))

/** One look at each; `failures` counts those in a row: one failed look is chance. */
export async function lookAtStandbys(room: Watching, due: readonly Kept[], failures: Map<string, number>): Promise<void> {
  if (due.length === 0) return
  const known = new Map((await standbysSeen(room.store.db, null)).map((one) => [one.site, one]))
  for (let at = 0; at < due.length; at += AT_ONCE) {
    await Promise.all(due.slice(at, at + AT_ONCE).map((one) => lookAt(room, one, { failures, before: known.get(one.site.id) ?? null })))
  }
}

async function lookAt(
  room: Watching,
  { site, standby: { url } }: Kept,
  { failures, before }: { readonly failures: Map<string, number>; readonly before: (StandbySeen & { readonly url: string }) | null },
) {
  const failed = await firstFailure(room, { ...site, url })
  const times = failed === null ? 0 : (failures.get(site.id) ?? 0) + 1
  failures.set(site.id, times)
  if (times === 1) return
  const state = failed === null ? 'up' : 'down'
  if (before?.state === state && before.url === url) return
  const said = failed === null ? 'It answers.' : (failed.diary.at(-1) ?? failed.code ?? 'no answer')
  await keepStandby(room.store.db, { partner: site.partner, site: site.id, url, state, since: room.clock.now(), said })
}

// Its page, its certificate and its addresses, as of a site.
async function firstFailure({ outside: network, clock }: Watching, site: Site): Promise<CheckResult | null> {
  const isNamed = /[a-z]/i.test(new URL(site.url).hostname.replace(/^\[.*\]$/, ''))
  const kinds = KINDS.filter((kind) => kind === 'http' || (kind === 'tls' ? site.url.startsWith('https:') : isNamed))
  for (const check of CHECKS.filter(({ kind }) => kinds.includes(kind))) {
    const options = check.options.parse({})
    const seen = await check.look(site, options, { network, now: () => clock.now(), signal: AbortSignal.timeout(DEADLINE) })
    if (seen.state === 'down') return seen
  }
  return null
}
