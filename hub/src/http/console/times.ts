import { html } from 'hono/html'
import { sayClock, sayTime } from '../../domain/calendar/say-time.ts'
import { inZone } from '../../domain/calendar/local-time.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Caller } from '../caller.ts'
import type { Html } from '../route.ts'

/** The zone in which the caller reads times: their own, else the operator's. */
export const zoneOf = (plan: Plan, caller: Caller): string =>
  (plan.people[caller.by] ?? plan.partners[caller.partner ?? ''] ?? plan.operator).timezone

/** The zone of whoever owns the site. */
export function clientZone(plan: Plan, siteId: string): string {
  const site = plan.sites[siteId]
  return (plan.clients[site?.client ?? ''] ?? plan.partners[site?.partner ?? ''] ?? plan.operator).timezone
}

/** `14:05 EST`, with the day in its title. */
const clock = (at: Instant, zone: string, language: string): Html =>
  html`<time datetime="${iso(at)}" title="${sayTime(at, zone, language)}">${sayClock(at, zone, language)}</time>`

/** `14:05 EST` for a moment of today, with the day in front for any other, as a language writes it. */
export const moment = (at: Instant, { zone, now, language }: { zone: string; now: Instant; language: string }): Html =>
  inZone(at, zone).toPlainDate().equals(inZone(now, zone).toPlainDate())
    ? clock(at, zone, language)
    : html`<time datetime="${iso(at)}">${sayTime(at, zone, language)}</time>`

/** `14:05:09`, for the lines of a timeline whose head names the zone. */
export const exactly = (at: Instant, zone: string, language: string): Html =>
  html`<time datetime="${iso(at)}" title="${sayTime(at, zone, language)}"
    >${inZone(at, zone).toPlainTime().toString({ smallestUnit: 'second' })}</time
  >`

/** `14:05` of the other party, without its zone. */
export const minute = (at: Instant, zone: string) => inZone(at, zone).toPlainTime().toString({ smallestUnit: 'minute' })

/** The last part of a zone's name, as people say it: `New York`. */
export const placeOf = (zone: string) => zone.split('/').at(-1)!.replaceAll('_', ' ')
