import type { CalendarAddresses } from '@allclear/wire/person.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { endTokensOf } from '../store/tokens.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { makeToken } from './tokens.ts'

/**
 * New addresses under which a calendar program reads a person's turns, and each schedule; it cannot log in, so the address itself is the key. Those
 * given out before end. One's own, or by an owner for anybody.
 */
export async function makeCalendarAddress(around: Around, caller: Caller, person: string): Promise<CalendarAddresses> {
  const { store, clock, plan } = around
  mustBeOwn(around, caller, person)
  const now = clock.now()
  const key = await store.transaction(async (tx) => {
    await endTokensOf(tx, { person, partner: null }, 'calendar', now)
    await addAudit(tx, { at: now, partner: null, who: caller.by, what: 'calendar-address-made', about: person })
    return (await makeToken(tx, { kind: 'calendar', name: `calendar of ${person}`, role: 'machine', person, now })).secret
  })
  const address = (noun: string, id: string) => `${plan().hub.url}api/v1/${noun}/${id}/calendar.ics?key=${key}`
  const schedules = Object.keys(plan().schedules).map((id) => [id, address('schedules', id)] as const)
  return { person: address('people', person), schedules: Object.fromEntries(schedules) }
}

/** From now on nobody reads the person's turns under the addresses given out; gives how many ended. */
export async function endCalendarAddress(around: Around, caller: Caller, person: string): Promise<number> {
  mustBeOwn(around, caller, person)
  const now = around.clock.now()
  return around.store.transaction(async (tx) => {
    await addAudit(tx, { at: now, partner: null, who: caller.by, what: 'calendar-address-ended', about: person })
    return endTokensOf(tx, { person, partner: null }, 'calendar', now)
  })
}

function mustBeOwn({ plan }: Around, caller: Caller, person: string) {
  if (!(person in plan().people))
    throw new Problem('not-found', 'person_unknown', `There is no person "${person}".`, 'See people: in the configuration.')
  if (caller.person !== person && caller.role !== 'owner')
    throw new Problem('not-allowed', 'calendar_foreign', 'This is the calendar of somebody else.', 'Ask them, or an owner.')
}
