import { html } from 'hono/html'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { absenceCalendars } from '../../store/absences.ts'
import type { AbsenceCalendar } from '../../store/absences.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { newTest, reachablePeople, testMethod } from '../contact-methods.ts'
import type { Method, Reachable } from '../contact-methods.ts'
import { operatorOnly } from '../operator-only.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { DELIVERIES } from './phase-words.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { moment, zoneOf } from './times.ts'

/** `/people`: how each person is reached, how the last message to them ended, and a button to test it. */
export function peoplePages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/people',
      who: 'viewer',
      does: 'The people of the plan and whether they can be reached.',
      query: z.strictObject({}),
      answer: async (asked) => {
        operatorOnly(asked)
        const caller = callerOf(asked)
        const now = around.clock.now()
        const calendars = await absenceCalendars(around.store.db)
        const scene = { calendars, now, zone: zoneOf(around.plan(), caller), mayTest: mayEnter('responder', caller) }
        const people = await reachablePeople(around)
        return { page: shell(around, { title: 'People · Allclear', current: 'people', caller, now }, list(people, scene)) }
      },
    }),
    page({
      method: 'POST',
      path: '/people/:person/test',
      who: 'responder',
      does: 'The button that tests one way to reach a person.',
      params: z.strictObject({ person: z.string().max(63) }),
      body: newTest,
      answer: async (asked) => {
        operatorOnly(asked)
        await testMethod(around, callerOf(asked).by, asked.params.person, asked.body)
        return { redirect: `/people#${asked.params.person}` }
      },
    }),
  ]
}

type Scene = { readonly calendars: readonly AbsenceCalendar[]; readonly now: Instant; readonly zone: string; readonly mayTest: boolean }

const list = (people: readonly Reachable[], scene: Scene): Html =>
  html`<h1>People</h1>
    ${
      scene.mayTest
        ? html`<p>
              <button id="browser" hidden>Page me in this browser</button> <span id="browser-says" class="quiet" role="status"></span>
            </p>
            <script src="/browser.js" defer></script>`
        : ''
    }
    <div id="people" data-live>${people.map((one) => card(one, scene))}</div>`

const card = ({ person, methods }: Reachable, scene: Scene): Html =>
  html`<section class="card" id="${person.id}" aria-label="${person.name}">
    <h2>${person.name}</h2>
    ${awayLine(person, scene)} ${methods.length === 0 ? html`<p><strong class="needs">No channel works for them</strong></p>` : ''}
    <ul class="rows">
      ${methods.map((method) => row(person.id, method, scene))}
    </ul>
  </section>`

// Why somebody is on duty nowhere, and whether their calendar can still be read.
function awayLine({ id, absences }: Person, { calendars, now, zone }: Scene): Html {
  const next = absences.filter(({ until }) => until > now).sort((one, other) => one.from - other.from)[0]
  const calendar = calendars.find(({ person }) => person === id)
  return html`${
    next
      ? html`<p class="quiet">
          Away ${next.from > now ? html`from ${moment(next.from, zone, now)} ` : ''}until
          ${moment(next.until, zone, now)}${next.why === undefined ? '' : `, by their calendar: ${next.why}`}
        </p>`
      : ''
  }
  ${calendar?.reason ? html`<p><strong class="needs">Their absence calendar:</strong> ${calendar.reason}</p>` : ''}`
}

const row = (person: string, { channel, address, isBroken, last }: Method, { now, zone, mayTest }: Scene): Html =>
  html`<li>
    <span>
      <strong>${channel}</strong> ${address} ${isBroken ? html`<strong class="needs">Failed three times in a row</strong>` : ''}
    </span>
    <span class="quiet">
      ${
        last === null
          ? 'nothing sent yet'
          : html`${pill(DELIVERIES[last.state])}
            ${last.isTest ? 'test, ' : ''}${moment(last.at, zone, now)}${last.state === 'refused' ? `: ${last.reason ?? ''}` : ''}`
      }
    </span>
    ${
      mayTest
        ? html`<form method="post" action="/people/${person}/test"><button name="channel" value="${channel}">Send a test</button></form>`
        : ''
    }
  </li>`
