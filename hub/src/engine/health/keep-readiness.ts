import { isIP } from 'node:net'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { after, between, hours, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { judgeReadiness, scoreOf, within } from '../../domain/readiness/judge-readiness.ts'
import { pageOf } from '../../domain/status/page.ts'
import { keepOutsideLook, outsideLooks } from '../../store/outside-looks.ts'
import type { OutsideLook } from '../../store/outside-looks.ts'
import { keepReadiness } from '../../store/readiness.ts'
import { judgeBrands } from '../deliver/judge-brands.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'
import { fleetOf } from './fleet-of.ts'

const EVERY = hours(1)
const FRESH = hours(6) // what DNS said
const AFTER_START = minutes(2) // a hub that just started has other things to do
const LOOKUP = seconds(10)

/** Looks each hour at what an outage would rest on, and keeps how that changes over months (PRP-2). */
export function startKeepingReadiness(room: Room): Loop {
  let next = after(room.clock.now(), AFTER_START)
  return startLoop({
    clock: room.clock,
    turn: room.turns.of('readiness'),
    most: minutes(10),
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      if (now < next) return next
      await askOutside(room, FRESH)
      await keepReadinessOfToday(room)
      next = after(now, EVERY)
      return next
    },
  })
}

/** Keeps how everything stands, under `operator`, and how each partner does. */
export async function keepReadinessOfToday(room: Room): Promise<void> {
  const judged = judgeReadiness(await fleetOf({ ...room, secretsPresent: (path) => isUsable(room, path) }))
  const at = room.clock.now()
  await keepReadiness(room.store.db, OPERATOR, at, scoreOf(judged))
  for (const partner of Object.keys(room.plan().partners))
    await keepReadiness(room.store.db, partner, at, scoreOf(within(judged, { partner, owner: null, site: null })))
}

type Asking = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'outside'>

/** Asks DNS about sending domains and about where the status pages are, unless it was asked less than `fresh` ago. No answer changes nothing. */
export async function askOutside(room: Asking, fresh = seconds(0)): Promise<void> {
  const { db } = room.store
  const [plan, now] = [room.plan(), room.clock.now()]
  const known = new Map((await outsideLooks(db, null)).map((look) => [`${look.partner} ${look.what}`, look]))
  const isDue = (partner: string, what: string) => {
    const at = known.get(`${partner} ${what}`)?.at
    return at === undefined || between(at, now) >= fresh
  }
  const brands = [OPERATOR, ...Object.keys(plan.partners)].some((id) => isDue(id, 'brand'))
    ? await judgeBrands(plan, room.secrets(), room.outside)
    : []
  const pages = pageHosts(plan).filter(({ partner, host }) => isDue(partner, `page/${host}`))
  const found = await Promise.all(pages.map((page) => addressesOf(room, page, now)))
  for (const brand of brands) await keepOutsideLook(db, { partner: brand.partner, what: 'brand', at: now, said: brand })
  for (const look of found) if (look) await keepOutsideLook(db, look)
}

type PageHost = { readonly partner: string; readonly host: string }

function pageHosts(plan: Plan): PageHost[] {
  const all = [OPERATOR, ...Object.keys(plan.partners), ...Object.keys(plan.clients)].map((slug) => {
    const { partner, url } = pageOf(plan, slug)!
    return { partner, host: new URL(url).hostname }
  })
  return [...new Map(all.map((page) => [`${page.partner} ${page.host}`, page])).values()]
}

async function addressesOf({ outside }: Asking, { partner, host }: PageHost, at: Instant): Promise<OutsideLook | null> {
  const bare = host.replace(/^\[|\]$/g, '')
  const what = `page/${host}`
  if (isIP(bare) !== 0) return { partner, what, at, said: [bare] }
  const signal = AbortSignal.timeout(LOOKUP)
  const answers = await Promise.all((['A', 'AAAA'] as const).map((type) => outside.lookup(host, type, { signal })))
  const said = answers.flatMap(({ records }) => records)
  return said.length === 0 ? null : { partner, what, at, said }
}
