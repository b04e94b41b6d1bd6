import type { OnCall, Rung as Shown } from '@allclear/wire/on-call.ts'
import { sayClock } from '../../domain/calendar/say-time.ts'
import { isoOrNull, saySpan } from '../../domain/instant.ts'
import { nowAndNext } from '../../domain/oncall/now-and-next.ts'
import { sayOnly, standsAt } from '../../domain/oncall/rung-times.ts'
import type { Plan, Rung } from '../../domain/plan/plan.ts'
import { sayPeople } from './say-people.ts'
import type { Reader } from './show-schedule.ts'

/** Who is called in which order: for everybody, and on each ladder of its own. */
export function showLadders(plan: Plan, reader: Reader): OnCall['ladders'] {
  const { escalation, escalations, clients } = plan
  const show = (title: string, rungs: readonly Rung[]) => ({ title, rungs: rungs.map((rung) => showRung(plan, rung, reader)) })
  const own = Object.entries(escalations).map(([id, rungs]) => {
    const names = Object.values(clients).flatMap((client) => (client.escalation === id ? [client.name] : []))
    return show(`${id}: for ${names.join(', ') || 'no client yet'}`, rungs)
  })
  return [show('Who is called, in this order', escalation), ...own]
}

function showRung(plan: Plan, rung: Rung, { now, you }: Reader): Shown {
  const { people, until, next } = nowAndNext(plan, rung.notify, now)
  const times = rung.repeat > 1 ? `, ${rung.repeat} times` : ''
  return {
    says: sayPeople(plan, people, you),
    schedule: plan.schedules[rung.notify] ? rung.notify : null,
    how: `${rung.only ? `only ${sayOnly(rung.only)}; ` : ''}by ${rung.by.join(', ')}, waits ${saySpan(rung.wait)}${times}`,
    until: isoOrNull(until),
    next: next && sayPeople(plan, next, you),
    there: people.map((one) => `${sayClock(now, plan.people[one]!.timezone)} for ${plan.people[one]!.name}`),
  }
}

/** The first rung that is meant now and on which somebody is: who is on call, until when, and who comes then. */
export function showHead(plan: Plan, { now, you }: Reader): OnCall['head'] {
  const found = plan.escalation
    .filter((rung) => standsAt(rung, now))
    .map(({ notify }) => nowAndNext(plan, notify, now))
    .find(({ people }) => people.length > 0)
  if (!found) return { says: 'Nobody is on call', tone: 'bad', until: null, next: null }
  const isYou = you !== null && found.people.includes(you)
  return {
    says: `${sayPeople(plan, found.people, you)} ${isYou || found.people.length > 1 ? 'are' : 'is'} on call`,
    tone: isYou ? 'busy' : 'good',
    until: isoOrNull(found.until),
    next: found.next && sayPeople(plan, found.next, you),
  }
}
