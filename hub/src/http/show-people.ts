import type { Method as ShownMethod, People, Person as Shown } from '@allclear/wire/person.ts'
import { sayClock } from '../domain/calendar/say-time.ts'
import { iso, isoOrNull } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { absenceCalendars } from '../store/absences.ts'
import type { AbsenceCalendar } from '../store/absences.ts'
import { membersOf } from '../store/members.ts'
import type { Around } from './around.ts'
import { mayEnter } from './caller.ts'
import type { Caller } from './caller.ts'
import { DELIVERIES } from './console/phase-words.ts'
import { reachablePeople } from './contact-methods.ts'
import type { Method, Reachable } from './contact-methods.ts'

/** The operator's people, by what each is reached and whether that works, and who may look into the portal of each partner. */
export async function showPeople(around: Around, caller: Caller): Promise<People> {
  const { store, clock, plan } = around
  const [people, calendars] = await Promise.all([reachablePeople(around), absenceCalendars(store.db)])
  const portals = Object.values(plan().partners).map(async ({ id, name }) => ({
    ...{ partner: id, name },
    members: (await membersOf(store.db, id)).map(({ mail, name: who, role, client, invitedBy, invitedAt }) => ({
      ...{ mail, name: who, role, client: client && (plan().clients[client]?.name ?? client), invitedBy, invitedAt: iso(invitedAt) },
    })),
  }))
  return {
    items: people.map((one) => showPerson(one, { calendars, caller, now: clock.now() })),
    next: null,
    mayTest: mayEnter('responder', caller),
    portals: await Promise.all(portals),
  }
}

type Scene = { readonly calendars: readonly AbsenceCalendar[]; readonly caller: Caller; readonly now: Instant }

function showPerson({ person, methods }: Reachable, { calendars, caller, now }: Scene): Shown {
  const { id, name, role, timezone: zone, absences } = person
  const isYou = caller.person === id
  return {
    ...{ id, name, role, isYou, zone, clock: sayClock(now, zone) },
    away: absences.flatMap(({ from, until, why }) => (until > now ? [{ from: iso(from), until: iso(until), why: why ?? null }] : [])),
    calendar: calendars.flatMap(({ person: of, readAt, reason }) => (of === id ? [{ readAt: isoOrNull(readAt), reason }] : []))[0] ?? null,
    mayCalendar: (isYou && mayEnter('responder', caller)) || mayEnter('owner', caller),
    methods: methods.map(showMethod),
  }
}

const showMethod = ({ channel, address, isBroken, last }: Method): ShownMethod => ({
  ...{ channel, address, broken: isBroken },
  said: last === null ? { words: 'nothing sent yet', icon: 'ring', tone: 'idle' } : DELIVERIES[last.state],
  last: last && { state: last.state, at: iso(last.at), reason: last.reason, test: last.isTest },
})
