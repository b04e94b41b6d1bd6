import { z } from 'zod'
import { EVERY_DAY, WHOLE_DAY } from '../calendar/hours.ts'
import { sayTime } from '../calendar/say-time.ts'
import { minutes, seconds } from '../instant.ts'
import type { Path } from '../document.ts'
import { firstGap } from '../oncall/first-gap.ts'
import { quickenWork } from '../playbook/quicken.ts'
import { addressesOf } from './addresses-of.ts'
import type { Draft } from './draft.ts'
import { PAGE_CHANNELS } from './plan.ts'
import type { PageChannel, Person, Rung, Schedule } from './plan.ts'
import { hours, span, timezone, weekDays } from './words.ts'

const EscalationPart = z.array(
  z.strictObject({
    notify: z.string(),
    by: z
      .array(z.enum(PAGE_CHANNELS))
      .min(1, 'names no channel; write [push, mail]')
      .default([...PAGE_CHANNELS]),
    wait: span(seconds(1)).default(minutes(15)),
    repeat: z
      .int('is not a whole number; write 1 to 100')
      .min(1, 'is out of range; write 1 to 100')
      .max(100, 'is out of range; write 1 to 100')
      .default(1),
    only: z
      .strictObject({
        hours: hours.default(WHOLE_DAY),
        days: weekDays.default([...EVERY_DAY]),
        timezone: timezone.optional(),
        severity: z
          .array(z.enum(['minor', 'major', 'critical']))
          .min(1, 'names no severity; write [major, critical]')
          .optional(),
      })
      .optional(),
  }),
)

type Team = {
  readonly people: Readonly<Record<string, Person>>
  readonly schedules: Readonly<Record<string, Schedule>>
  readonly timezone: string // of the hours of a rung that names none
}

/** The ladder. Without one, the owner is called over every channel there is. */
export const readEscalation = (draft: Draft, team: Team, quickened: number): Rung[] =>
  judged(
    draft,
    team,
    ['escalation'],
    draft.written(['escalation']) === undefined ? ladderOf(team) : rungsOf(team, draft.part(EscalationPart, ['escalation'])),
    quickened,
  )

/** Ladders by their names, for clients whose care plan promises another than that of all. */
export const readEscalations = (draft: Draft, team: Team, quickened: number): Record<string, Rung[]> =>
  Object.fromEntries(
    draft
      .entries(EscalationPart, 'escalations')
      .map(([id, rungs]) => [id, judged(draft, team, ['escalations', id], rungsOf(team, rungs), quickened)]),
  )

function judged(draft: Draft, team: Team, path: Path, rungs: Rung[] | null, quickened: number): Rung[] {
  if (!rungs || Object.keys(team.people).length === 0) return []
  const known = draft.ids('people', 'schedules', 'teams')
  const allKnown = rungs.map(({ notify }, index) => draft.mustName([...path, index, 'notify'], notify, 'person, schedule or team', known))
  if (allKnown.every(Boolean)) refuseToEndInNobody(draft, team, path, rungs)
  return rungs.map((rung) => ({ ...rung, wait: quickenWork(rung.wait, quickened) }))
}

const rungsOf = (team: Team, written: z.infer<typeof EscalationPart> | null): Rung[] | null =>
  written?.map(({ only, ...rung }) => ({
    ...rung,
    only: only ? { ...only, timezone: only.timezone ?? team.timezone, severity: only.severity ?? null } : null,
  })) ?? null

function ladderOf({ people }: Team): Rung[] {
  const first = Object.values(people).find(({ role }) => role === 'owner') ?? Object.values(people)[0]
  return first ? [{ notify: first.id, by: PAGE_CHANNELS, wait: minutes(15), repeat: 3, only: null }] : []
}

function refuseToEndInNobody(draft: Draft, team: Team, ladder: Path, rungs: readonly Rung[]) {
  const last = rungs.at(-1)
  if (!last) return draft.complain(ladder, `${ladder.join('.')}: the ladder has no rung`, 'add "- { notify: ana, by: [mail] }"')
  const path = [...ladder, rungs.length - 1]
  if (last.only) {
    const what = 'the ladder can end in nobody: its last rung is not always called'
    return draft.complain([...path, 'only'], `${path.join('.')}: ${what}`, 'leave "only" out here, or add a last rung')
  }
  const schedule = team.schedules[last.notify]
  const gap = schedule ? firstGap(schedule) : null
  if (schedule && gap !== null) {
    const when = sayTime(gap, schedule.timezone).replace(/ \d+ \w+ \d{4},/, '')
    const what = `the ladder can end in nobody: no one is on duty for ${last.notify} on ${when}`
    return draft.complain([...path, 'notify'], `${path.join('.')}: ${what}`, 'add a last rung that names a person')
  }
  const people = schedule ? schedule.rotations.flatMap(({ people }) => people) : [last.notify]
  for (const id of new Set(people)) {
    const person = team.people[id]
    if (!person || last.by.some((channel) => reaches(person, channel))) continue
    const what = `the ladder can end in nobody: ${id} has no address for ${last.by.join(' or ')}`
    draft.complain([...path, 'by'], `${path.join('.')}: ${what}`, `add it to people.${id}, or name another channel`)
  }
}

const reaches = (person: Person, channel: PageChannel) => addressesOf(person)[channel] !== null
