import { z } from 'zod'
import { EVERY_DAY, WHOLE_DAY } from '../calendar/hours.ts'
import type { Draft } from './draft.ts'
import type { Schedule } from './plan.ts'
import { hours, localDate, timezone, turn, weekDays } from './words.ts'

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
      }),
    )
    .min(1, 'has no rotation; write at least one'),
})

/** Who is on duty when. */
export function readSchedules(draft: Draft, operatorTimezone: string): Record<string, Schedule> {
  const people = draft.ids('people')
  const schedules = draft.entries(SchedulePart, 'schedules').map(([id, part]): Schedule => {
    if (people?.includes(id)) draft.complain(['schedules', id], `schedules: "${id}" is a person already`, 'use another name', { key: true })
    for (const [index, rotation] of part.rotations.entries()) {
      const path = ['schedules', id, 'rotations', index]
      for (const [turn, person] of rotation.people.entries()) draft.mustName([...path, 'people', turn], person, 'person', people)
      if (rotation.from !== undefined && rotation.every === undefined) {
        draft.complain([...path, 'from'], `${path.join('.')}.from: nobody's turn ends`, 'add "every: 1 week"')
      }
    }
    const rotations = part.rotations.map(({ every, from, ...rotation }) => ({ ...rotation, everyDays: every ?? 0, from: from ?? null }))
    return { id, timezone: part.timezone ?? operatorTimezone, rotations }
  })
  return Object.fromEntries(schedules.map((schedule) => [schedule.id, schedule]))
}
