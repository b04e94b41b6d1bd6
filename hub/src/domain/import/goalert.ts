import { z } from 'zod'
import type { Imported } from './imported.ts'
import { DAY_S, FROM_SUNDAY, hoursFrom, moment, namer, rungsOf, turnsOf, writeOnCall, zone } from './on-call.ts'
import type { OnCallWords, OverrideWords, RotationWords } from './on-call.ts'
import { readExport } from './read-export.ts'

const id = z.string()
const nodes = <T>(shape: z.ZodType<T>) => z.object({ nodes: z.array(shape) }).nullish().transform((all) => all?.nodes ?? []) // prettier-ignore
const Target = z.object({ id, type: z.string(), name: z.string().nullish() })
const Method = z.object({ type: z.string().nullish(), value: z.string(), disabled: z.boolean().nullish() })
const User = z.object({ id, name: z.string(), email: z.string().nullish(), contactMethods: z.array(Method).default([]) })
const clock = z.string().regex(/^\d\d:\d\d$/)
const Rule = z.object({ start: clock, end: clock, weekdayFilter: z.array(z.boolean()).length(7) })
const Rotation = z.object({
  ...{ id, name: z.string(), type: z.string(), start: moment, timeZone: zone, shiftLength: z.int().positive().max(9999).default(1) },
  ...{ activeUserIndex: z.int().nonnegative().default(0), userIDs: z.array(id), nextHandoffTimes: z.array(moment).default([]) },
})
const Temporary = z.object({ shifts: z.array(z.object({ userID: id, start: moment, end: moment })) })
const Schedule = z.object({
  ...{ id, name: z.string(), timeZone: zone },
  ...{ targets: z.array(z.object({ target: Target, rules: z.array(Rule) })), temporarySchedules: z.array(Temporary).default([]) },
})
const Override = z.object({ start: moment, end: moment, addUserID: id.nullish(), removeUserID: id.nullish(), target: Target })
const Step = z.object({ delayMinutes: z.int().positive().max(9999), targets: z.array(Target) })
const Policy = z.object({ id, name: z.string(), repeat: z.number().nullish(), steps: z.array(Step) })
const Data = z.object({
  ...{ users: nodes(User), schedules: nodes(Schedule), rotations: nodes(Rotation) },
  ...{ userOverrides: nodes(Override), escalationPolicies: nodes(Policy) },
})
const Export = z.object({ data: Data.refine(({ users }) => users.length > 0) })

type Rotation = z.infer<typeof Rotation>
type Rule = z.infer<typeof Rule>

/** People, schedules with their rotations, overrides and escalation policies of GoAlert: the answer of its `/api/graphql` to the question in docs/guide/importing.md. */
export function importGoAlert(text: string): Imported {
  const { data } = readExport(Export, text, 'GoAlert: save the answer of /api/graphql to the question in docs/guide/importing.md')
  const name = namer()
  const [maps, left]: [Imported['maps'][number][], Imported['left'][number][]] = [[], []]
  const words: OnCallWords = { people: {}, schedules: {}, escalations: {} }
  const ids = new Map<string, string>()
  for (const { id, name: called, email, contactMethods } of data.users) {
    const good = contactMethods.filter(({ disabled }) => !disabled)
    const phone = good.find(({ type, value }) => ['SMS', 'VOICE'].includes(type ?? '') && /^\+[1-9]\d{6,14}$/.test(value))?.value
    const mail = email || good.find(({ type }) => type === 'EMAIL')?.value
    if (!mail && !phone) left.push({ from: `user "${called}"`, why: 'it has neither mail nor phone' })
    else {
      ids.set(id, name(called, id))
      words.people[ids.get(id)!] = { name: called, ...(mail && { mail }), ...(phone && { phone }) }
      maps.push({ from: `user "${called}"`, to: `people.${ids.get(id)}`, loses: ['when they are notified by what'] })
    }
  }
  const people = (users: readonly string[]) => users.flatMap((user) => ids.get(user) ?? [])
  const rotations = new Map(data.rotations.map((rotation) => [rotation.id, rotation]))
  for (const { id, name: called, timeZone: timezone, targets, temporarySchedules } of data.schedules) {
    const from = `schedule "${called}"`
    const loses: string[] = []
    const turns = targets.flatMap(({ target, rules }) =>
      rules.flatMap((rule): RotationWords[] => {
        const rotation = rotations.get(target.id)
        const becomes = rotation ? rotationOf(rotation, rule, people, loses) : plain(people([target.id]), rule)
        if (typeof becomes !== 'string') return [becomes]
        return (left.push({ from: `"${rotation?.name ?? target.name ?? target.id}" of ${from}`, why: becomes }), [])
      }),
    )
    if (turns.length === 0) {
      left.push({ from, why: 'nobody is on duty in it' })
      continue
    }
    ids.set(id, name(called, id))
    const own = data.userOverrides.filter(({ target }) => target.id === id)
    if (own.some(({ addUserID, removeUserID }) => !addUserID || !removeUserID))
      loses.push('overrides that only add or only remove somebody')
    const shifts = temporarySchedules.flatMap((temporary) => temporary.shifts)
    const overrides = [
      ...own.flatMap(({ start, end, addUserID, removeUserID }) => overrideOf({ start, end, timezone }, people([addUserID ?? '']), people([removeUserID ?? '']))), // prettier-ignore
      ...shifts.flatMap(({ userID, start, end }) => overrideOf({ start, end, timezone }, people([userID]), null)),
    ]
    words.schedules[ids.get(id)!] = { timezone, rotations: turns, overrides }
    maps.push({ from, to: `schedules.${ids.get(id)}`, loses: [...new Set(loses)] })
  }
  for (const { id, name: called, steps } of data.escalationPolicies) {
    const loses = steps.flatMap(({ targets }) => targets.filter((target) => !ids.has(target.id)).map(({ type, name: target }) => `the call of ${type} "${target ?? ''}"`)) // prettier-ignore
    const rungs = steps.flatMap(({ delayMinutes, targets }) => rungsOf(targets.flatMap((target) => ids.get(target.id) ?? []), `${delayMinutes}m`)) // prettier-ignore
    const ladder = name(called, id)
    words.escalations[ladder] = rungs
    if (rungs.length === 0) left.push({ from: `escalation policy "${called}"`, why: 'it calls nobody who came along' })
    else maps.push({ from: `escalation policy "${called}"`, to: `the ladder ${ladder}`, loses: [...loses, 'how often it begins again: here until somebody acknowledges'] }) // prettier-ignore
  }
  return writeOnCall(words, { maps, left })
}

const DAYS: Readonly<Record<string, number>> = { daily: 1, weekly: 7, hourly: 1 / 24 }

/** The part of a rotation that one rule of a schedule takes, or why it has no place here. */
function rotationOf(
  rotation: Rotation,
  rule: Rule,
  people: (users: readonly string[]) => string[],
  loses: string[],
): RotationWords | string {
  const { userIDs, activeUserIndex, timeZone: timezone } = rotation
  const days = (DAYS[rotation.type] ?? 0) * rotation.shiftLength
  if (days < 1 || !Number.isInteger(days)) return `it hands over every ${rotation.shiftLength} (${rotation.type}); here after whole days`
  // Who is on duty now is known by the next hand-over: whoever comes then is the first of the list.
  const [next] = rotation.nextHandoffTimes
  if (!next) loses.push('whose turn it is now: look at the first')
  const handOver = Temporal.Instant.from(next ?? rotation.start)
    .toZonedDateTimeISO(timezone)
    .toPlainDateTime()
  const first = next ? (activeUserIndex + 1) % userIDs.length : 0
  const known = people([...userIDs.slice(first), ...userIDs.slice(0, first)])
  if (known.length < userIDs.length || known.length === 0) return 'it names somebody who stayed behind, or nobody'
  const [turns] = turnsOf(known.map((person) => [person]), days, handOver.toPlainDate().toString())! // prettier-ignore
  const whole = rule.start === rule.end && rule.weekdayFilter.every(Boolean)
  if (!whole && hoursFrom(handOver, 0).slice(0, 5) !== rule.start)
    loses.push('the time of hand-over within its hours: here at their beginning')
  return { ...turns!, ...(whole ? { hours: hoursFrom(handOver, DAY_S) } : hoursOf(rule)), timezone }
}

const plain = (people: readonly string[], rule: Rule): RotationWords | string =>
  people.length === 0 ? 'it names somebody who stayed behind' : { people, ...hoursOf(rule) }

const hoursOf = ({ start, end, weekdayFilter }: Rule): Pick<RotationWords, 'hours' | 'days'> => ({
  hours: `${start}-${end}`,
  ...(!weekdayFilter.every(Boolean) && { days: FROM_SUNDAY.filter((_, day) => weekdayFilter[day]) }),
})

type Time = { readonly start: string; readonly end: string; readonly timezone: string }

// In the place of somebody, or (`null`) of everyone.
function overrideOf({ start, end, timezone }: Time, people: readonly string[], insteadOf: readonly string[] | null): OverrideWords[] {
  const said = (time: string) => Temporal.Instant.from(time).toZonedDateTimeISO(timezone).toPlainDateTime().toString().slice(0, 16)
  if (people.length === 0 || insteadOf?.length === 0) return []
  return [{ from: said(start), until: said(end), people, ...(insteadOf && { 'instead-of': insteadOf[0]! }) }]
}
