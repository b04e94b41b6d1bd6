import { sayElsewhere } from '../../domain/alert/say-alert.ts'
import { after, hours, seconds } from '../../domain/instant.ts'
import { livingIncidentOf } from '../../store/incidents.ts'
import { dueAlerts, nextAlertDue, wasTold, weighAlert } from '../../store/inbound-alerts.ts'
import type { StoredAlert } from '../../store/inbound-alerts.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { attachAlerts, nameOf } from './attach-alerts.ts'

const AT_ONCE = 8
const OTHERS_FIRST = seconds(3) // the hub that looks at the site knows it
const STILL_JUDGED = seconds(10)
const TOLD_EVERY = hours(-24)

/** The looks of our own that weighing asks for. */
export type OwnLooks = {
  /** Whether the site is this hub's to look at. */
  mayLook(site: string): boolean
  lookNow(site: string): Promise<void>
  /** Whether our own looks see the site well. */
  isWell(site: string): boolean
}

/**
 * Looks at once at every site of which another monitor says that something is wrong. Where we find an outage, what they say is evidence of
 * it; where we do not, it is kept, and whoever is on call hears of it once a day at most. No alert declares an outage.
 */
export function startWeighingAlerts(room: Room, own: OwnLooks): Loop {
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      const isOurs = ({ site, dueAt }: StoredAlert) => own.mayLook(site!) || after(dueAt!, OTHERS_FIRST) <= now
      const due = (await dueAlerts(room.store.db, now)).filter(isOurs)
      const waiting = new Set(due.map(({ site }) => site!))
      const sites = new Set([...waiting].slice(0, AT_ONCE))
      await Promise.all([...sites].map((site) => own.lookNow(site)))
      for (const alert of due.filter(({ site }) => sites.has(site!))) await weigh(room, own, alert)
      if (waiting.size > sites.size) return now
      const next = await nextAlertDue(room.store.db)
      return next !== null && next <= now ? after(now, seconds(1)) : next // another hub's to look at
    },
  })
}

async function weigh(room: Room, own: OwnLooks, alert: StoredAlert): Promise<void> {
  const { id, partner } = alert
  const site = alert.site!
  const { store, clock } = room
  const now = clock.now()
  if (!room.plan().sites[site]) return void (await store.transaction((tx) => weighAlert(tx, id, { state: 'waiting' })))
  const living = await livingIncidentOf(store.db, partner, site)
  if (living?.incident.phase === 'suspected')
    return void (await store.transaction((tx) => weighAlert(tx, id, { state: 'looking', dueAt: after(now, STILL_JUDGED) })))
  if (living) return attachAlerts(room, partner, site, living.number)
  if (room.calendar.covering(site, now) !== null) return void (await store.transaction((tx) => weighAlert(tx, id, { state: 'planned' })))
  const isSeenWell = own.isWell(site)
  await store.transaction(async (tx) => {
    const isNew = !(await wasTold(tx, partner, site, after(now, TOLD_EVERY)))
    if (!(await weighAlert(tx, id, { state: 'elsewhere', toldAt: isNew ? now : undefined })) || !isNew) return
    const alarm = { key: `alert/${site}/${id}`, template: 'alert-elsewhere', quietly: true }
    await pageOnCall(room, tx, { ...alarm, ...sayElsewhere(nameOf(room, alert), alert, isSeenWell) })
  })
  room.loops.deliver?.nudge()
}
