import { z } from 'zod'
import { buttonOf, PAGE_DEEDS, pageStand } from '../../domain/message/page-stand.ts'
import type { PageDeed, PageStand } from '../../domain/message/page-stand.ts'
import { pageOf, showOnPage } from '../../engine/publish/show-on-pages.ts'
import { findMessage } from '../../store/messages.ts'
import { acknowledgeAs } from '../acknowledge/acknowledge-as.ts'
import { escalateAs } from '../acknowledge/escalate-as.ts'
import { openPage } from '../acknowledge/open-page.ts'
import type { Paged } from '../acknowledge/open-page.ts'
import type { Around } from '../around.ts'
import { incidentOf } from '../incident-of.ts'

/** A button of a page, as Slack says that it was pressed. */
export const PressedPage = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  actions: z.tuple([z.object({ action_id: z.enum(PAGE_DEEDS.map(buttonOf)), value: z.string().max(100) })], z.unknown()),
})

const THROUGH = 'by Slack'

/**
 * A person takes or escalates where they were paged (RES-6). Who it is follows from their id in Slack, and it must be whom the page was for.
 * What became of it stands in place of the page: at once where they came too late, and with everybody else's where they have it now.
 */
export async function hearPressOnPage(around: Around, { user, actions: [{ action_id: button, value }] }: z.infer<typeof PressedPage>) {
  const paged = await openPage(around, value)
  if (paged?.person.slack !== user.id)
    return around.onOdd?.(`a button in Slack, pressed by ${user.id.slice(0, 20)}, was not heard: it is no page of theirs`)
  const stand = paged.isOfEarlierOutage
    ? ENDED
    : await obey(
        around,
        paged,
        PAGE_DEEDS.find((deed) => buttonOf(deed) === button)!,
      )
  const { partner, key } = paged.message
  const page = await findMessage(around.store.db, partner, pageOf(key))
  if (!stand || !page) return
  await around.store.transaction((tx) => showOnPage(tx, page, stand, around.clock.now()))
  around.nudge('deliver')
}

const ENDED: PageStand = { template: 'page-over', says: 'That outage is over; this page is of no use any more.' }

// Null: what became of it is shown on every page of the incident.
async function obey(around: Around, paged: Paged, deed: PageDeed): Promise<PageStand | null> {
  const { person, incident } = paged
  const number = Number(incident.id)
  if (deed === 'escalate') {
    const { isDone, says } = await escalateAs(around, paged, THROUGH)
    return isDone ? { template: 'page-escalated', says } : { ...(await standOf(around, paged)), says }
  }
  const type = deed === 'take' ? 'taken' : 'acknowledged'
  const { isTheirs, says } = await acknowledgeAs(around, { person, number, through: THROUGH, type })
  return isTheirs ? null : { ...(await standOf(around, paged)), says }
}

async function standOf(around: Around, { incident, person }: Paged): Promise<Pick<PageStand, 'template'>> {
  const now = await incidentOf(around, { partner: null }, Number(incident.id))
  return pageStand(now, around.plan().people, person) ?? { template: person.role === 'viewer' ? 'page-over' : 'page-escalated' }
}
