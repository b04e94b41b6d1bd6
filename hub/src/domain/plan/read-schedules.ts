import { z } from 'zod'
import { EVERY_DAY, WHOLE_DAY } from '../calendar/hours.ts'
import { whenLocal } from '../calendar/local-time.ts'
import type { Path } from '../document.ts'
import type { Draft } from './draft.ts'
import type { Override, Rotation, Schedule } from './plan.ts'
import { hours, localDate, localTime, timezone, turn, weekDays } from './words.ts'

const SchedulePart = z.strictObject({
  timezone: timezone.optional(),
  rotations: z
    .array(
      z.strictObject({
        days: weekDays.default([...EVERY_DAY]),
        hours: hours.default(WHOLE_DAY),
        people: z.array(z.string()).min(1, 'names nobody; write [ana, kofi]'),
        every: turn.optional(),
        from: localDate.optional(),
        timezone: timezone.optional(),
        layer: z
          .int('is not a whole number; write 2')
          .min(1, 'is out of range; write 1 to 9')
          .max(9, 'is out of range; write 1 to 9')
          .default(1),
        only: z.strictObject({ first: localDate, last: localDate }).optional(),
      }),
    )
    .min(1, 'has no rotation; write at least one'),
  overrides: z
    .array(
      z.strictObject({
        from: localTime,
        until: localTime,
        people: z.array(z.string()).min(1, 'names nobody; write [mei]'),
        'instead-of': z.string().optional(),
      }),
    )
    .default([]),
})

const TeamPart = z.array(z.string()).min(1, 'names nobody; write [ana, kofi]')

/** People who are called together, whoever of them is not away: schedules on which all of them always are. */
export function readTeams(draft: Draft, operatorTimezone: string): Record<string, Schedule> {
  const people = draft.ids('people')
  const taken = draft.ids('people', 'schedules')
  const teams = draft.entries(TeamPart, 'teams').map(([id, members]): Schedule => {
    if (taken?.includes(id))
      draft.complain(['teams', id], `teams: "${id}" is a person or schedule already`, 'use another name', { key: true })
    for (const [index, person] of members.entries()) draft.mustName(['teams', id, index], person, 'person', people)
    const rotation = {
      days: [...EVERY_DAY],
      hours: WHOLE_DAY,
      people: members,
      everyDays: 0,
      from: null,
      timezone: null,
      layer: 1,
      dates: null,
    }
    return { id, timezone: operatorTimezone, rotations: [rotation], overrides: [] }
  })
  return Object.fromEntries(teams.map((team) => [team.id, team]))
}

/** Who is on duty when. */
export function readSchedules(draft: Draft, operatorTimezone: string): Record<string, Schedule> {
  const people = draft.ids('people')
  const schedules = draft.entries(SchedulePart, 'schedules').map(([id, part]): Schedule => {
    if (people?.includes(id)) draft.complain(['schedules', id], `schedules: "${id}" is a person already`, 'use another name', { key: true })
    for (const [index, rotation] of part.rotations.entries()) {
      const path = ['schedules', id, 'rotations', index]
      for (const [turn, person] of rotation.people.entries()) draft.mustName([...path, 'people', turn], person, 'person', people)
      if (rotation.only && rotation.only.last < rotation.only.first)
        draft.complain([...path, 'only'], `${path.join('.')}.only: ends before it begins`, 'write the first day first')
      if (rotation.from !== undefined && rotation.every === undefined) {
        draft.complain([...path, 'from'], `${path.join('.')}.from: nobody's turn ends`, 'add "every: 1 week"')
      }
    }
    const zone = part.timezone ?? operatorTimezone
    const overrides = part.overrides.map((override, index) => readOverride(draft, ['schedules', id, 'overrides', index], override, zone))
    return { id, timezone: zone, rotations: part.rotations.map(rotationOf), overrides }
  })
  return Object.fromEntries(schedules.map((schedule) => [schedule.id, schedule]))
}

type RotationPart = z.infer<typeof SchedulePart>['rotations'][number]
type OverridePart = z.infer<typeof SchedulePart>['overrides'][number]

const rotationOf = ({ every, from, only, timezone: own, ...rotation }: RotationPart): Rotation => ({
  ...rotation,
  everyDays: every ?? 0,
  from: from ?? null,
  timezone: own ?? null,
  dates: only ?? null,
})

// Times of an override are those of the schedule's zone.
function readOverride(draft: Draft, path: Path, override: OverridePart, zone: string): Override {
  const { people, 'instead-of': insteadOf = null } = override
  const known = draft.ids('people')
  for (const [turn, person] of people.entries()) draft.mustName([...path, 'people', turn], person, 'person', known)
  draft.mustName([...path, 'instead-of'], insteadOf, 'person', known)
  const [from, until] = [whenLocal(override.from, zone), whenLocal(override.until, zone)]
  if (until <= from) draft.complain([...path, 'until'], `${path.join('.')}.until: is not after its beginning`, 'write a later time')
  return { from, until, people, insteadOf }
}
