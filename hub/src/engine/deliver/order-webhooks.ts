import { isLiving } from '../../domain/incident/is-living.ts'
import type { Decision, Effect, Incident } from '../../domain/incident/incident.ts'
import type { Speech } from '../../domain/message/speak.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Tx } from '../../store/store.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task } from '../../store/tasks.ts'
import { orderWebhookPost } from '../../store/webhook-posts.ts'
import type { Room } from '../room.ts'

const TASK_NEWS = { task: 'task.opened', 'task-changed': 'task.changed', 'task-closed': 'task.closed' } as const

type Words = ReadonlyMap<Effect, Pick<Speech, 'subject' | 'text' | 'link'>>
type Decided = { readonly before: Incident | null; readonly at: Instant; readonly decision: Decision }

/**
 * Orders what the operator's webhook shall hear of a decision, in the transaction of the decision: every task that was opened, changed or
 * closed (REA-12), and that an incident opened, found its cause or was resolved, and what was said of it to the public (COM-7). Nothing where no webhook is configured.
 */
export async function orderWebhooks(
  room: Room,
  tx: Tx,
  { before, at, decision: { incident, effects } }: Decided,
  words: Words,
): Promise<void> {
  if (room.plan().channels.webhook === null || !room.secrets().has('channels.webhook.secret')) return
  const { partner } = incident
  const number = Number(incident.id)
  const say = (subject: string, type: string, data: object) =>
    orderWebhookPost(tx, { partner, incident: number, subject, orderedAt: at, body: JSON.stringify({ type, timestamp: iso(at), data }) })
  for (const type of newsOf(before, incident)) await say('incident', type, incidentData(room, incident))
  for (const effect of effects.filter(isOnPage)) await say('incident', 'announcement.published', announcementData(incident, effect, words))
  const changed = effects.filter(isOfTask)
  if (changed.length === 0) return
  const tasks = new Map((await listTasks(tx, { partner, incident: number, limit: 500 })).map((task) => [task.id, task]))
  for (const { do: deed, task: id } of changed) {
    const task = tasks.get(id)
    if (task) await say(id, TASK_NEWS[deed], taskData(incident, task))
  }
  room.loops.webhook?.nudge()
}

const isOnPage = (effect: Effect): effect is Announced => effect.do === 'announce' && effect.recipient.channel === 'status-page'
type Announced = Extract<Effect, { do: 'announce' }>

const announcementData = ({ id, site, partner }: Incident, effect: Announced, words: Words) => {
  const { subject, text, link } = words.get(effect)!
  return { incident: id, site, partner, pages: effect.recipient.address, stage: effect.stage, subject, text, link }
}

const isOfTask = (effect: Effect): effect is Extract<Effect, { do: keyof typeof TASK_NEWS }> => effect.do in TASK_NEWS

export type News = 'incident.opened' | 'incident.cause' | 'incident.resolved'

/** What an incident came to by a decision, for whoever follows it from outside. */
export function newsOf(before: Incident | null, now: Incident): News[] {
  const isOpened = now.phase === 'open' && (before === null || !isLiving(before))
  const isCause = now.diagnosis !== null && now.diagnosis.cause !== before?.diagnosis?.cause
  const isResolved = now.resolvedAt !== null && (before?.resolvedAt ?? null) === null
  const all = { 'incident.opened': isOpened, 'incident.cause': isCause, 'incident.resolved': isResolved }
  return (Object.keys(all) as News[]).filter((type) => all[type])
}

const incidentData = (room: Room, { id, site, partner, phase, detectedAt, resolvedAt, diagnosis, outages }: Incident) => ({
  ...{ incident: id, site, partner, phase, outages, link: `${room.plan().hub.url}incidents/${id}` },
  ...{ detectedAt: iso(detectedAt), resolvedAt: isoOrNull(resolvedAt) },
  ...{ cause: diagnosis?.cause ?? null, confidence: diagnosis?.confidence ?? null },
})

const taskData = ({ site }: Incident, task: Task) => ({
  ...{ incident: String(task.incident), site, partner: task.partner, task: task.id, title: task.title },
  ...{ for: task.for, people: task.people, owner: task.owner, contact: task.contact, followUp: task.followUp },
  ...{ due: isoOrNull(task.dueAt), checklist: task.checklist, case: task.vendorCase },
  ...{ doneAt: isoOrNull(task.doneAt), doneBy: task.doneBy },
})
