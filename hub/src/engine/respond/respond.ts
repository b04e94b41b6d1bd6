import { causeBy, knownFor } from '../../domain/audience/known-for.ts'
import { beginIncident } from '../../domain/incident/begin.ts'
import { decide } from '../../domain/incident/decide.ts'
import { entriesOf } from '../../domain/incident/entry.ts'
import type { Spoken } from '../../domain/incident/entry.ts'
import type { Decision, Effect, Event, Happening, Incident, Recipient } from '../../domain/incident/incident.ts'
import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { REVIEW } from '../../domain/incident/hold-review.ts'
import { insteadOf } from '../../domain/incident/tell.ts'
import { pin } from '../../domain/incident/pin.ts'
import { leavesAt, onlyInforms } from '../../domain/message/digest.ts'
import { speak } from '../../domain/message/speak.ts'
import type { Speech } from '../../domain/message/speak.ts'
import { Problem } from '../../problem.ts'
import { findAgent } from '../../store/agents.ts'
import { addAnnouncement } from '../../store/announcements.ts'
import { appendEvent, changesBetween, eventAt } from '../../store/events.ts'
import { addExecution } from '../../store/executions.ts'
import {
  holdIncident,
  insertIncident,
  lastIncidentOf,
  nextIncidentNumber,
  orderDiagnosis,
  saveIncident,
  takeDueIncident,
} from '../../store/incidents.ts'
import { hasten, informedAt } from '../../store/digests.ts'
import { isDeadlock } from '../../store/is-deadlock.ts'
import { mailSeen } from '../../store/mail-seen.ts'
import { cancelMessages, postMessage } from '../../store/outbox.ts'
import type { NewMessage } from '../../store/messages.ts'
import { joinParent } from '../../store/parents.ts'
import type { Tx } from '../../store/store.ts'
import { orderLookBack } from '../../store/proposals.ts'
import { noticeSubscribers } from '../../store/subscriber-notices.ts'
import { addTask, changeTask, closeTask } from '../../store/tasks.ts'
import { dropSummary, orderSummary } from '../../store/summaries.ts'
import { addEntries } from '../../store/timeline.ts'
import { flagContact } from '../deliver/flag-contact.ts'
import { messageIdOf } from '../deliver/message-id.ts'
import { orderTickets } from '../deliver/order-tickets.ts'
import { orderWebhooks } from '../deliver/order-webhooks.ts'
import { isUsable } from '../room.ts'
import { largerFor } from './larger-for.ts'
import type { Room } from '../room.ts'
import { showOnPages } from '../publish/show-on-pages.ts'

const TRIES = 5
const AGENT_SPEAKS = minutes(5) // an agent that was heard within this is there

/**
 * One event, one transaction: the new truth and what follows from it are kept together or not at all (I-47).
 * Who comes second to the incident waits for the first, or asks again with what is true by then. `first` is stored in the same transaction; when it
 * says false the news was heard before, and nothing happens. Gives whether it was heard now.
 */
export async function respond(
  room: Room,
  partner: string,
  number: number,
  happening: Happening,
  first: (tx: Tx) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const heard = await respondTogether(room, partner, async (tx) => ((await first(tx)) ? [{ number, happening }] : []))
  return heard.length > 0
}

/** What one of several incidents hears. */
export type Heard = { readonly number: number; readonly happening: Happening }

/** Several incidents of one partner hear something in one transaction; `ask` says inside it who hears what, and is asked again when one has moved. */
export async function respondTogether(room: Room, partner: string, ask: (tx: Tx) => Promise<readonly Heard[]>): Promise<readonly Heard[]> {
  for (let tries = 1; ; tries++) {
    try {
      const all = await room.store.transaction(async (tx) => {
        const heard = await ask(tx)
        for (const { number, happening } of heard) await hear(room, tx, partner, number, happening)
        return heard
      })
      for (const { number } of all) room.news({ partner, incident: number })
      return all
    } catch (error) {
      if (!(isOvertaken(error) || isDeadlock(error)) || tries === TRIES) throw error
    }
  }
}

/**
 * Wakes the incident that has been due the longest and that no other hub is waking, in the transaction that takes it; false when there is none.
 * Those in `seen` are left, and it joins them, also where deciding throws: one that cannot be decided must not keep the others waiting. With `alone`
 * it passes over those under a larger outage.
 */
export async function wakeNext(room: Room, seen: number[], which: 'all' | 'alone' = 'all'): Promise<boolean> {
  const woken = await room.store.transaction(async (tx) => {
    const due = await takeDueIncident(tx, room.clock.now(), seen, which)
    if (due === null) return null
    seen.push(due.number)
    await hear(room, tx, due.partner, due.number, { type: 'clock' })
    return due
  })
  if (woken) room.news({ partner: woken.partner, incident: woken.number })
  return woken !== null
}

const isOvertaken = (error: unknown) => error instanceof Problem && error.code === 'incident_moved'

/** A first failed check: the incident is kept as suspected, before anyone knows whether it is genuine. Gives its number. */
export async function suspect(room: Room, site: { readonly id: string; readonly partner: string }, detectedAt: Instant): Promise<number> {
  const { partner } = site
  const number = await room.store.transaction(async (tx) => {
    const before = await lastIncidentOf(tx, partner, site.id)
    const earlier = before && before.incident.phase !== 'false-alarm' ? before.incident.id : null
    return beginIn(room, tx, { site: site.id, partner, detectedAt, earlier, drill: null })
  })
  room.news({ partner, incident: number })
  return number
}

/** An incident begins as suspected, in a transaction of the caller's. Gives its number. */
export async function beginIn(
  room: Room,
  tx: Tx,
  first: Omit<Parameters<typeof beginIncident>[0], 'id' | 'pinned'> & { readonly drill: string | null },
): Promise<number> {
  const { site, detectedAt } = first
  const id = await nextIncidentNumber(tx)
  const incident = beginIncident({ ...first, id: String(id), pinned: pin(room.plan(), site) })
  const happening: Happening = { type: 'suspected', incident }
  const event: Event = { ...happening, known: await known(room, tx, incident, happening, detectedAt) }
  const decision = decide(incident, event, detectedAt)
  await insertIncident(tx, decision.incident, 1)
  await keep(room, tx, { before: null, seq: 1, at: detectedAt, event, decision })
  return id
}

async function known(room: Room, tx: Tx, incident: Incident, happening: Happening, at: Instant) {
  const mail = await mailSeen(tx, incident, causeBy(incident, happening))
  const plan = room.plan()
  const looked = knownFor({ plan, secretsPresent: (path) => isUsable(room, path), incident, happening, at, mail })
  const host = plan.sites[incident.site]?.host ?? null
  const agent = host === null ? null : await findAgent(tx, { host })
  const larger = await largerFor(room, tx, incident, happening)
  return {
    ...looked,
    ...(larger && { larger }),
    hasAgent: agent !== null && agent.seenAt !== null && between(agent.seenAt, at) < AGENT_SPEAKS,
  }
}

async function hear(room: Room, tx: Tx, partner: string, number: number, happening: Happening) {
  const found = await holdIncident(tx, partner, number)
  if (!found) throw new Problem('not-found', 'incident_unknown', `There is no incident ${number}.`, 'See the list of incidents.')
  const before = found.incident
  // Inside one incident time does not go back, whatever the clock of the machine does (I-51).
  const at = Math.max(room.clock.now(), (await eventAt(tx, partner, number, found.version)) ?? 0) as Instant
  const event: Event = { ...happening, known: await known(room, tx, before, happening, at) }
  const decision = decide(before, event, at)
  if (before.drill === null) await flagContact(tx, before, happening, { at, copies: room.plan().partners[partner]?.cc ?? [] })
  if (decision.incident === before && decision.effects.length === 0) return
  await saveIncident(tx, found.version, decision.incident)
  await keep(room, tx, { before, seq: found.version + 1, at, event, decision })
  await showOnPages(room, tx, { before, incident: decision.incident, happening, at })
}

type Kept = {
  readonly before: Incident | null
  readonly seq: number
  readonly at: Instant
  readonly event: Event
  readonly decision: Decision
}

async function keep(room: Room, tx: Tx, kept: Kept) {
  const { before, seq, at, event, decision } = kept
  const { incident, effects } = decision
  const number = Number(incident.id)
  await appendEvent(tx, {
    partner: incident.partner,
    incident: number,
    seq,
    at,
    event,
    planVersion: incident.pinned!.planVersion,
    changes: changesBetween(before, incident),
  })
  const words = new Map<Effect, Speech>()
  for (const effect of effects.map(spokenIn)) if (isSpoken(effect)) words.set(effect, wordsFor(room, incident, effect, at))
  for (const effect of effects) await carry(room, tx, incident, effect, at, words)
  await addEntries(
    tx,
    incident.partner,
    number,
    entriesOf(effects, at, (effect) => words.get(effect)!.subject),
  )
  if (incident.drill === null) {
    await orderWebhooks(room, tx, kept, words)
    await orderTickets(room, tx, kept)
  }
  if (incident.wakeAt !== null) room.loops.sweep?.nudge(incident.wakeAt)
}

// What a drill withholds is put into words as well: its report shows them.
const spokenIn = (effect: Effect): Effect => (effect.do === 'withhold' ? effect.effect : effect)

const isSpoken = (effect: Effect): effect is Spoken => effect.do === 'page' || effect.do === 'message' || effect.do === 'announce'

const wordsFor = (room: Room, incident: Incident, effect: Spoken, at: Instant) =>
  speak({ plan: room.plan(), templates: room.library().templates, incident, effect, at })

async function carry(room: Room, tx: Tx, incident: Incident, effect: Effect, at: Instant, words: ReadonlyMap<Effect, Speech>) {
  const { partner } = incident
  const number = Number(incident.id)
  switch (effect.do) {
    case 'say':
    case 'withhold':
      return
    case 'diagnose':
      await orderDiagnosis(tx, partner, number, at)
      return room.loops.diagnose?.nudge()
    case 'page':
    case 'message':
      await post(room, tx, incident, effect, messageOf(room, incident, effect, at, words.get(effect)!))
      return room.loops.deliver?.nudge()
    case 'letter':
      await postMessage(tx, letterOf(incident, effect, at, room.plan().hub.url))
      return room.loops.deliver?.nudge()
    case 'announce': {
      const { subject, text } = words.get(effect)!
      if (effect.recipient.channel !== 'status-page') {
        await postMessage(tx, messageOf(room, incident, effect, at, words.get(effect)!))
        return room.loops.deliver?.nudge()
      }
      for (const page of effect.recipient.address) {
        await addAnnouncement(tx, {
          partner,
          page,
          incident: number,
          key: effect.key,
          at,
          stage: effect.stage,
          subject,
          text,
          site: incident.site,
        })
        const { key, stage } = effect
        const heard = { key, kind: 'incident', incident: number, stage, at, subject, text, sites: [incident.site] } as const
        await noticeSubscribers(tx, { partner, page, ...heard })
      }
      return room.loops.subscribers?.nudge()
    }
    case 'task': {
      const { do: _, task, ...rest } = effect
      await addTask(tx, { ...rest, partner, incident: number, id: task })
      if (task !== REVIEW) return
      await orderLookBack(tx, partner, number, at)
      return room.loops['look-back']?.nudge()
    }
    case 'task-changed': {
      const { do: _, task, ...changes } = effect
      await changeTask(tx, partner, number, task, changes)
      return
    }
    case 'task-closed':
      await closeTask(tx, partner, number, effect.task, at, null)
      return
    case 'act':
      await addExecution(tx, {
        partner,
        incident: number,
        step: effect.step,
        run: effect.run,
        on: effect.on,
        dueAt: at,
        endsBy: effect.dueAt,
      })
      return room.loops.act?.nudge()
    case 'join':
      return joinParent(tx, effect.parent, { incident: number, site: incident.site, partner }, at)
    case 'summarise':
      return keepSummary(room, tx, incident, effect)
    case 'cancel':
      await cancelMessages(tx, partner, number, at, effect.why, effect.contract)
  }
}

async function keepSummary(room: Room, tx: Tx, incident: Incident, { reader, dueAt }: Extract<Effect, { do: 'summarise' }>) {
  const { partner, site } = incident
  const number = Number(incident.id)
  if (dueAt === null) return dropSummary(tx, partner, number, reader)
  const name = (reader === 'client' ? room.plan().sites[site]?.client : null) ?? partner
  await orderSummary(tx, { partner, incident: number, reader, name, dueAt })
  return room.loops.summarise?.nudge(dueAt)
}

// What only informs may wait for company; nothing that was ordered before it comes after what may not wait (I-36).
async function post(room: Room, tx: Tx, incident: Incident, effect: Spoken, message: NewMessage) {
  const { digest, quickened } = room.plan()
  const { orderedAt: at, contract } = message
  const gist = onlyInforms(incident, effect) ? message.gist! : null
  const before = gist === null ? [] : await informedAt(tx, message, digest.after)
  const isPart = incident.parent !== null && !message.step?.startsWith(insteadOf(''))
  const dueAt = gist === null ? at : leavesAt(digest, { at, isPart, before, quickened })
  if (contract === 'message') await hasten(tx, message, dueAt)
  await postMessage(tx, { ...message, gist, dueAt })
  if (dueAt > at) room.loops.deliver?.nudge(dueAt)
}

function messageOf(room: Room, incident: Incident, effect: Spoken, at: Instant, { subject, text, html, gist, link }: Speech): NewMessage {
  const { operator } = room.plan()
  const recipient: Recipient =
    effect.do !== 'page'
      ? effect.recipient
      : {
          audience: 'responder',
          name: effect.person.name,
          channel: effect.channel,
          address: [effect.person.by[effect.channel]!],
          from: `${operator.name} <${operator.mail}>`,
          cc: [],
          why: null,
        }
  return {
    partner: incident.partner,
    key: effect.key,
    incident: Number(incident.id),
    step: effect.step,
    contract: effect.do === 'page' ? ('page' as const) : ('message' as const),
    recipient,
    template: effect.template,
    subject,
    text,
    html,
    gist,
    link,
    messageId: messageIdOf(incident.partner, effect.key, recipient.from),
    orderedAt: at,
    dueAt: at,
  }
}

function letterOf(
  { partner, id }: Incident,
  { key, recipient, subject, text }: Extract<Effect, { do: 'letter' }>,
  at: Instant,
  hub: string,
) {
  return {
    ...{ partner, key, incident: Number(id), step: null, contract: 'message' as const, recipient, template: 'ticket', subject, text },
    ...{ html: null, link: `${hub}incidents/${id}`, messageId: messageIdOf(partner, key, recipient.from), orderedAt: at, dueAt: at },
  }
}
