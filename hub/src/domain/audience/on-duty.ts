import type { OnDuty } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import { awayIn } from '../oncall/away-in.ts'
import { standsAt } from '../oncall/rung-times.ts'
import { whoIsOn } from '../oncall/who-is-on.ts'
import { isAppOn } from '../plan/app-kinds.ts'
import { addressesOf } from '../plan/addresses-of.ts'
import type { PageChannel, Person, Plan, Rung } from '../plan/plan.ts'

type Moment = { readonly plan: Plan; readonly secretsPresent: (path: string) => boolean; readonly at: Instant }

/** Where a channel's secrets stand: without them the channel is off, and a ladder passes over it. */
const SECRETS_OF: Record<PageChannel, readonly string[]> = {
  push: ['channels.push.ntfy'],
  slack: ['channels.slack.token'],
  app: [], // each has its own
  mail: ['channels.mail.smtp'],
  sms: ['channels.sms.twilio.account', 'channels.sms.twilio.token'],
  voice: ['channels.voice.twilio.account', 'channels.voice.twilio.token'],
}

/** The channels of pages that work: the plan has them and their secrets are there. */
export function workingChannels({ plan, secretsPresent }: Omit<Moment, 'at'>): PageChannel[] {
  return (Object.keys(SECRETS_OF) as PageChannel[]).filter(
    (channel) =>
      (channel === 'app' ? onApps({ plan, secretsPresent }).length > 0 : plan.channels[channel] !== null) &&
      SECRETS_OF[channel].every(secretsPresent),
  )
}

const onApps = ({ plan, secretsPresent }: Omit<Moment, 'at'>): string[] =>
  Object.values(plan.channels.apps ?? {}).flatMap((app) => (isAppOn(app, secretsPresent) ? [app.id] : []))

/**
 * Who is on duty for whatever a rung, a task or a gap may name: every person, every schedule, and `on-call`, which is the ladder's first
 * rung on which somebody is on duty: of the ladder that is given, else of all. With each person stand the addresses that work.
 */
export function onDutyAt(moment: Moment & { readonly escalation?: readonly Rung[] }): Record<string, readonly OnDuty[]> {
  const { plan, at } = moment
  const [working, apps] = [workingChannels(moment), onApps(moment)]
  const ready = new Map(Object.values(plan.people).map((person) => [person.id, readyOn(person, working, apps)]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => ready.get(id) ?? [])
  const onDuty: Record<string, readonly OnDuty[]> = {}
  for (const id of Object.keys(plan.people)) onDuty[id] = named([id])
  for (const schedule of Object.values(plan.schedules)) onDuty[schedule.id] = named(whoIsOn(schedule, at, awayIn(plan)))
  const rung = (moment.escalation ?? plan.escalation).find((one) => standsAt(one, at) && (onDuty[one.notify] ?? []).length > 0)
  return { ...onDuty, 'on-call': rung ? onDuty[rung.notify]! : [] }
}

/** One person of the plan with the addresses that work. */
export const readyOf = (moment: Omit<Moment, 'at'>, person: string): OnDuty =>
  readyOn(moment.plan.people[person]!, workingChannels(moment), onApps(moment))

function readyOn(person: Person, working: readonly PageChannel[], apps: readonly string[]): OnDuty {
  const known = addressesOf(person)
  const addresses = { ...known, app: apps.includes(known.app ?? '') ? known.app : null }
  const open = person.hasBrowser && !working.includes('push') ? ['push' as const, ...working] : working
  const by = Object.fromEntries(open.flatMap((channel) => (addresses[channel] === null ? [] : [[channel, addresses[channel]]])))
  return { person: person.id, name: person.name, by }
}
