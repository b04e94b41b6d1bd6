import { onDutyAt } from '../../domain/audience/on-duty.ts'
import type { PageChannel } from '../../domain/plan/plan.ts'
import type { Tx } from '../../store/store.ts'
import { postNotice } from './post-notice.ts'
import { isUsable } from '../room.ts'
import type { Room } from '../room.ts'

export type Alarm = {
  readonly key: string
  readonly template: string
  readonly subject: string
  readonly text: string
  readonly without?: string // a channel that does not work
  readonly quietly?: boolean // it can wait until morning: by mail and push, whatever the rung says
}

const QUIET: readonly PageChannel[] = ['mail', 'push']

/** Pages whoever is on call about the product itself, and no incident: over the channels of their rung, or where these are out over any other. */
export async function pageOnCall(room: Room, tx: Tx, alarm: Alarm): Promise<void> {
  const plan = room.plan()
  const duty = onDutyAt({ plan, secretsPresent: (path) => isUsable(room, path), at: room.clock.now() })
  const rung = plan.escalation.find(({ notify }) => (duty[notify] ?? []).length > 0)
  for (const person of duty['on-call']!) {
    const works = Object.keys(person.by).filter((channel) => channel !== alarm.without) as PageChannel[]
    const wanted = works.filter((channel) => (alarm.quietly ? QUIET : rung!.by).includes(channel))
    await postNotice(tx, plan, person, wanted.length > 0 ? wanted : works, { ...alarm, link: plan.hub.url, at: room.clock.now() })
  }
}
