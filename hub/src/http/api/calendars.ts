import { CalendarAddresses } from '@allclear/wire/person.ts'
import { z } from 'zod'
import { inZone, whenMinute } from '../../domain/calendar/local-time.ts'
import { writeIcalendar } from '../../domain/calendar/write-icalendar.ts'
import { after, days } from '../../domain/instant.ts'
import { turnsOf } from '../../domain/oncall/turns.ts'
import type { Turn } from '../../domain/oncall/turns.ts'
import { Problem } from '../../problem.ts'
import { countOverrideChanges } from '../../store/overrides.ts'
import { findToken } from '../../store/tokens.ts'
import type { Around } from '../around.ts'
import { endCalendarAddress, makeCalendarAddress } from '../calendar-address.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Answer, Asked, Route } from '../route.ts'
import { hashToken } from '../tokens.ts'
import { scheduleParams } from './overrides.ts'

const AHEAD = days(90)
const keyed = z.strictObject({ key: z.string().max(100).optional() })

/** `/api/v1/people/{id}/calendar.ics`, `/api/v1/schedules/{id}/calendar.ics`: duty for calendar programs (RES-1). */
export function calendarRoutes(around: Around): Route[] {
  const address = { method: 'POST', who: 'responder', params: scheduleParams, body: z.strictObject({}) } as const
  return [
    api({
      ...address,
      path: '/api/v1/people/:id/calendar-address',
      does: 'Makes the addresses of a person’s calendar and of each schedule; those given out before end.',
      gives: CalendarAddresses,
      answer: async (asked) => {
        operatorOnly(asked)
        return { status: 201, json: await makeCalendarAddress(around, callerOf(asked), asked.params.id) }
      },
    }),
    api({
      ...address,
      path: '/api/v1/people/:id/calendar-address/withdraw',
      does: 'Ends the addresses of a person’s calendar.',
      gives: z.object({ ended: z.int() }),
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: { ended: await endCalendarAddress(around, callerOf(asked), asked.params.id) } }
      },
    }),
    feed(around, 'people', 'A person’s turns of the last month and the next 90 days, as iCalendar.', async (id) => {
      const { schedules, people } = around.plan()
      const turns = Object.keys(schedules).flatMap((schedule) => turnsAround(around, schedule))
      return calendarOf(
        around,
        people[id]!.name,
        turns.filter(({ person }) => person === id),
        ({ schedule }) => `On call: ${schedule}`,
      )
    }),
    feed(around, 'schedules', 'Everybody’s turns for a schedule, as iCalendar.', async (id) => {
      const { people } = around.plan()
      return calendarOf(around, id, turnsAround(around, id), ({ person }) => people[person]!.name)
    }),
  ]
}

type Noun = 'people' | 'schedules'

function feed(around: Around, noun: Noun, does: string, answer: (id: string) => Promise<Answer>): Route {
  return api({
    method: 'GET',
    path: `/api/v1/${noun}/:id/calendar.ics`,
    who: 'anyone',
    does: `${does} Needs the key of its address, or a token.`,
    params: scheduleParams,
    query: keyed,
    answer: async (asked) => {
      const { id } = asked.params
      if (!(id in around.plan()[noun]) || !(await mayRead(around, asked, noun, id)))
        throw new Problem('not-found', 'calendar_unknown', 'There is no such calendar.', 'Ask for a new address on the page On call.')
      return answer(id)
    },
  })
}

async function mayRead(
  { store, clock, plan }: Around,
  asked: Asked<unknown, z.infer<typeof keyed>>,
  noun: Noun,
  id: string,
): Promise<boolean> {
  const { caller, query } = asked
  if (caller && caller.partner === null && caller.role !== 'machine') return true
  const token = query.key === undefined ? null : await findToken(store.db, hashToken(query.key), clock.now())
  if (token?.kind !== 'calendar' || !token.person || !(token.person in plan().people)) return false
  return noun === 'schedules' || token.person === id
}

// From the first of the month before, so that the beginning of a turn does not move from one look to the next.
function turnsAround({ plan, clock }: Around, schedule: string): readonly Turn[] {
  const now = clock.now()
  const first = inZone(now, 'UTC').toPlainDate().with({ day: 1 }).subtract({ months: 1 })
  return turnsOf(plan(), schedule, { from: whenMinute(first, 0, 'UTC'), until: after(now, AHEAD) })
}

async function calendarOf(
  { store, clock, plan }: Around,
  name: string,
  turns: readonly Turn[],
  say: (turn: Turn) => string,
): Promise<Answer> {
  const changes = new Map<string, number>()
  for (const schedule of new Set(turns.map((turn) => turn.schedule))) changes.set(schedule, await countOverrideChanges(store.db, schedule))
  const host = new URL(plan().hub.url).hostname
  const events = turns.map((turn) => ({
    ...{ from: turn.from, until: turn.until, summary: say(turn), sequence: changes.get(turn.schedule)! },
    uid: `${turn.schedule}-${turn.person}-${turn.from}@${host}`,
  }))
  const headers = { 'cache-control': 'private, max-age=300' }
  return { text: writeIcalendar({ name, events, at: clock.now() }), type: 'text/calendar; charset=utf-8', headers }
}
