import { html } from 'hono/html'
import { z } from 'zod'
import { whenLocal } from '../../domain/calendar/local-time.ts'
import { saySpan } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { sayOnly, standsAt } from '../../domain/oncall/rung-times.ts'
import type { Rung } from '../../domain/plan/plan.ts'
import { nowAndNext } from '../../domain/oncall/now-and-next.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { icon } from '../icon.ts'
import { operatorOnly } from '../operator-only.ts'
import { listOverrides, makeOverride, swapShifts, withdrawOverride } from '../override-deeds.ts'
import { makeCalendarAddress } from '../calendar-address.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { mayEnter } from '../caller.ts'
import { calendarOf } from './on-call-calendar.ts'
import type { OnCallView } from './on-call-calendar.ts'
import { formsOf } from './on-call-forms.ts'
import { shell } from './shell.ts'
import { clock, moment, zoneOf } from './times.ts'

/** `/on-call`: who is called now and next, the next 14 days of each schedule, and the forms that change them (RES-1). */
export function onCallPages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/on-call',
      who: 'viewer',
      does: 'Who is on call, now and in the next 14 days.',
      query: z.strictObject({}),
      answer: async (asked) => {
        operatorOnly(asked)
        const caller = callerOf(asked)
        const view = await viewOf(around, caller)
        const head = { title: 'On call · Allclear', current: 'on-call', caller, now: view.now } as const
        const forms = mayEnter('responder', caller) ? formsOf(view) : ''
        return { page: shell(around, head, [hero(view), html`${forms}`, ladders(view), ...calendarOf(view)]) }
      },
    }),
    calendarPage(around),
    form('overrides', 'Puts somebody on duty for a while.', overrideForm, (caller, { schedule, person, insteadOf, ...period }) =>
      makeOverride(around, caller, schedule, { ...ofZone(around, caller, period), people: [person], insteadOf: insteadOf || null }),
    ),
    form('swaps', 'Lets two people stand in for each other.', swapForm, (caller, said) => {
      const mine = { person: said.mine, ...ofZone(around, caller, { from: said.mineFrom, until: said.mineUntil }) }
      const theirs = { person: said.theirs, ...ofZone(around, caller, { from: said.theirsFrom, until: said.theirsUntil }) }
      return swapShifts(around, caller, said.schedule, { mine, theirs })
    }),
    form('withdraw', 'Takes an override back.', withdrawForm, (caller, { schedule, number }) =>
      withdrawOverride(around, caller, schedule, number),
    ),
  ]
}

// Shown this once: whoever has the address reads the calendar.
const calendarPage = (around: Around): Route =>
  page({
    method: 'POST',
    path: '/on-call/calendar',
    who: 'responder',
    does: 'Makes new addresses for the reader’s calendar program.',
    body: z.strictObject({}),
    answer: async (asked) => {
      operatorOnly(asked)
      const caller = callerOf(asked)
      const { person, schedules } = await makeCalendarAddress(around, caller, caller.person ?? '')
      const head = { title: 'Calendar · Allclear', current: 'on-call', caller, now: around.clock.now() } as const
      const lines = [['Your turns', person], ...Object.entries(schedules)].map(
        ([name, url]) => html`<li><span>${name}</span><code>${url}</code></li>`,
      )
      const main = html`<h1>Calendar addresses</h1>
        <p>Add one to your calendar program as a subscription. They are shown this once; those from before have ended.</p>
        <section>
          <ul class="rows">
            ${lines}
          </ul>
        </section>`
      return { page: shell(around, head, main) }
    },
  })

const id = z.string().min(1).max(100)
const local = z.string().transform((text, context) => {
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' })
  } catch {
    context.addIssue({ code: 'custom', message: 'is no date and time; write 2026-03-04T16:00' })
    return z.NEVER
  }
})
const overrideForm = z.strictObject({ schedule: id, person: id, insteadOf: z.string().max(100), from: local, until: local })
const swapForm = z.strictObject({
  ...{ schedule: id, mine: id, mineFrom: local, mineUntil: local, theirs: id, theirsFrom: local, theirsUntil: local },
})
const withdrawForm = z.strictObject({ schedule: id, number: z.coerce.number().int().min(1) })

type LocalPeriod = { readonly from: Temporal.PlainDateTime; readonly until: Temporal.PlainDateTime }

// A form is filled in by the reader's own clock.
function ofZone(around: Around, caller: Caller, { from, until }: LocalPeriod): { from: Instant; until: Instant } {
  const zone = zoneOf(around.plan(), caller)
  return { from: whenLocal(from, zone), until: whenLocal(until, zone) }
}

function form<Body>(verb: string, does: string, body: z.ZodType<Body>, deed: (caller: Caller, body: Body) => Promise<unknown>): Route {
  return page({
    method: 'POST',
    path: `/on-call/${verb}`,
    who: 'responder',
    does,
    body,
    answer: async (asked) => {
      operatorOnly(asked)
      await deed(callerOf(asked), asked.body)
      return { redirect: '/on-call' }
    },
  })
}

async function viewOf(around: Around, caller: Caller): Promise<OnCallView> {
  const plan = around.plan()
  const now = around.clock.now()
  const lists = await Promise.all(Object.keys(plan.schedules).map((schedule) => listOverrides(around, schedule)))
  const overrides = lists.flat().filter(({ until, withdrawnAt }) => withdrawnAt === null && until > now)
  return { plan, now, zone: zoneOf(plan, caller), you: caller.person, overrides }
}

function hero({ plan, now, zone, you }: OnCallView): Html {
  const found =
    plan.escalation
      .filter((rung) => standsAt(rung, now))
      .map(({ notify }) => nowAndNext(plan, notify, now))
      .find(({ people }) => people.length > 0) ?? null
  const isYou = found?.people.includes(you ?? '') ?? false
  const names = found?.people.map((person) => (person === you ? 'You' : plan.people[person]!.name)).join(' and ')
  const sentence = found ? `${names} ${isYou || found.people.length > 1 ? 'are' : 'is'} on call` : 'Nobody is on call'
  const goesOn =
    found === null || found.until === null
      ? 'with no change ahead'
      : html`until ${moment(found.until, zone, now)}, then ${sayPeople(plan, found.next!)}`
  return html`<section class="hero">
    <span class="badge ${found ? (isYou ? 'busy' : 'good') : 'bad'}">${icon(found ? 'bell' : 'warning')}</span>
    <div>
      <h1>${sentence}</h1>
      <p class="quiet">${goesOn}</p>
    </div>
  </section>`
}

export const sayPeople = ({ people }: OnCallView['plan'], ids: readonly string[]): string =>
  ids.length === 0 ? 'nobody' : ids.map((one) => people[one]?.name ?? one).join(' and ')

const ladders = (view: OnCallView): Html => {
  const { escalation, escalations, clients } = view.plan
  const own = Object.entries(escalations).map(([id, rungs]) => {
    const names = Object.values(clients).flatMap((client) => (client.escalation === id ? [client.name] : []))
    return ladder(view, `${id}: for ${names.join(', ') || 'no client yet'}`, rungs)
  })
  return html`${ladder(view, 'Who is called, in this order', escalation)}${own}`
}

function ladder({ plan, now, zone }: OnCallView, title: string, called: readonly Rung[]): Html {
  const rungs = called.map((rung) => {
    const { people, until, next } = nowAndNext(plan, rung.notify, now)
    const there = people.map((person) => html` <span>${clock(now, plan.people[person]!.timezone)} for ${plan.people[person]!.name}</span>`)
    return html`<li>
      <span
        ><strong>${sayPeople(plan, people)}</strong
        >${plan.schedules[rung.notify] ? html` <span class="quiet">of ${rung.notify}</span>` : ''}</span
      >
      <span class="quiet">
        ${rung.only ? html`only ${sayOnly(rung.only)}; ` : ''}by ${rung.by.join(', ')}, waits
        ${saySpan(rung.wait)}${rung.repeat > 1 ? `, ${rung.repeat} times` : ''};
        ${until === null ? 'no change ahead' : html`from ${moment(until, zone, now)} ${sayPeople(plan, next!)}`}
      </span>
      <small class="quiet">${there}</small>
    </li>`
  })
  return html`<section>
    <h2>${title}</h2>
    <ol class="rows">
      ${rungs}
    </ol>
  </section>`
}
