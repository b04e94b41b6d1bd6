import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { after, between, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { isSeenFromAfar } from '../../domain/triage/from-afar.ts'
import type { Observations } from '../../domain/triage/verdict.ts'
import { agreedNow } from '../../store/agreed-now.ts'
import { askedLooks, askLooks } from '../../store/asked-looks.ts'
import type { AskedState } from '../../store/asked-looks.ts'
import { locations } from '../../store/locations.ts'
import type { Room } from '../room.ts'
import { otherLocations } from './other-locations.ts'

const TAKEN_WITHIN = seconds(3) // whoever has not heard the question by then does not listen
const ANSWERED_WITHIN = seconds(13) // a look that meets silence takes ten
const POLL_MS = 100

/** What the other locations see of a monitor, and which have no vote. */
export type SeenElsewhere = Pick<Observations, 'location' | 'otherLocations' | 'absent' | 'quorum'>

/**
 * Asks every other location for a look at once (TRI-1), and waits no longer than a look can take: who does not answer in time was not heard.
 * What is the same from everywhere is asked of nobody.
 */
export async function askLocations(
  room: Room,
  site: Site,
  monitor: Pick<Monitor, 'id' | 'kind'>,
  { signal, mayAsk = true }: { readonly signal: AbortSignal; readonly mayAsk?: boolean },
): Promise<SeenElsewhere> {
  const { store, clock, plan } = room
  const { location, quorum } = plan().hub
  const alone: SeenElsewhere = { location, quorum, otherLocations: [], absent: [] }
  if (!isSeenFromAfar(monitor.kind)) return alone
  const asked = clock.now()
  const others = await otherLocations(store.db, asked)
  if (others.length === 0) return alone
  const present = others.filter(({ absence }) => absence === null)
  if (!mayAsk) return { ...alone, absent: others.map(({ id, absence }) => ({ location: id, why: absence ?? 'not-asked' })) }
  const looks = present.map(({ id }) => ({ id: randomBytes(9).toString('hex'), partner: site.partner, location: id, monitor: monitor.id }))
  const agreed = await agreedNow(store.db, asked) // another hub may hand the question to the probe
  await askLooks(store.db, looks, agreed, after(agreed, ANSWERED_WITHIN))
  const answers = await answersTo(room, site.partner, looks, { asked, signal })
  const away = others.flatMap(({ id, absence }) => (absence === null ? [] : [{ location: id, why: absence }]))
  const without = answers.flatMap(({ location: id, answer }) =>
    answer?.canSee ? [] : [{ location: id, why: answer === null ? ('silent' as const) : ('cannot-see' as const) }],
  )
  const isAside = (await locations(store.db)).some(({ id, setAside }) => id === location && setAside !== null)
  return {
    ...alone,
    otherLocations: answers.flatMap(({ location: id, answer }) => (answer?.canSee ? [{ location: id, result: answer.result }] : [])),
    absent: [...(isAside ? [{ location, why: 'set-aside' as const }] : []), ...away, ...without],
  }
}

async function answersTo(
  { store, clock }: Room,
  partner: string,
  looks: readonly { readonly id: string }[],
  { asked, signal }: { readonly asked: Instant; readonly signal: AbortSignal },
): Promise<AskedState[]> {
  if (looks.length === 0) return []
  const ids = looks.map(({ id }) => id)
  for (;;) {
    const states = await askedLooks(store.db, partner, ids)
    const passed = between(asked, clock.now())
    const isWaitedFor = ({ isGiven, answer }: AskedState) => answer === null && passed < (isGiven ? ANSWERED_WITHIN : TAKEN_WITHIN)
    if (signal.aborted || !states.some(isWaitedFor)) return states
    await pause(POLL_MS, undefined, { signal }).catch(() => undefined)
  }
}
