import { z } from 'zod'
import { whenMinute } from '../calendar/local-time.ts'
import type { Draft } from './draft.ts'
import type { Period, Person } from './plan.ts'
import { localDate, mailAddress, phone, secret, shortText, timezone } from './words.ts'

const PersonPart = z.strictObject({
  name: shortText(),
  mail: mailAddress.optional(),
  phone: phone.optional(),
  slack: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,20}$/, 'is no member ID of Slack; write it as U0123ABCD, from the profile, "Copy member ID"')
    .optional(),
  pagerduty: z
    .string()
    .regex(/^P[A-Z0-9]{3,20}$/, 'is no id of a user of PagerDuty; write it as PXPGF42, from the address of their profile')
    .optional(),
  app: z.string().optional(),
  timezone: timezone.optional(),
  absences: z.array(z.strictObject({ first: localDate, last: localDate })).default([]),
  'absence-calendar': secret.unwrap().optional(),
  role: z.enum(['owner', 'responder', 'viewer']).default('responder'),
  subject: shortText(255).optional(),
})

const RESERVED = ['on-call', 'next', 'wait', 'operator'] // words with a meaning of their own where a person may be named

/** The people who run support. */
export function readPeople(draft: Draft, operatorTimezone: string): Record<string, Person> {
  const entries = draft.entries(PersonPart, 'people')
  if (draft.ids('people')?.length === 0) {
    draft.complain(['people'], 'people is missing: nobody would be called', 'add "people: { ana: { name: …, mail: … } }"')
  }
  for (const [id, { mail, phone, app, absences, 'absence-calendar': calendar }] of entries) {
    absences.forEach(({ first, last }, index) => {
      if (last < first)
        draft.complain(
          ['people', id, 'absences', index],
          `people.${id}.absences.${index}: ends before it begins`,
          'write the first day first',
        )
    })
    const path = ['people', id]
    if (calendar !== undefined) readCalendar(draft, [...path, 'absence-calendar'], calendar)
    if (RESERVED.includes(id)) draft.complain(path, `people: "${id}" has a meaning of its own`, 'use another name', { key: true })
    draft.mustName([...path, 'app'], app ?? null, 'app under channels.apps', draft.within(['channels', 'apps']))
    if (!mail && !phone) draft.complain(path, `people.${id} has neither mail nor phone`, 'add one of them, so that pages arrive')
  }
  return Object.fromEntries(
    entries.map(([id, part]) => [
      id,
      {
        id,
        name: part.name,
        mail: part.mail ?? null,
        phone: part.phone ?? null,
        slack: part.slack ?? null,
        ...(part.pagerduty === undefined ? {} : { pagerduty: part.pagerduty }),
        ...(part.app === undefined ? {} : { app: part.app }),
        timezone: part.timezone ?? operatorTimezone,
        absences: part.absences.map((days) => wholeDays(days, part.timezone ?? operatorTimezone)),
        role: part.role,
        ...(part.subject === undefined ? {} : { subject: part.subject }),
        hasBrowser: false, // said in the browser, not in the file
      },
    ]),
  )
}

// An address of a calendar lets whoever has it read it, so it is a secret; a file is none.
function readCalendar(draft: Draft, path: readonly string[], calendar: string) {
  const isAddress = calendar.includes('://')
  const isWell = isAddress
    ? /^(https?|webcals?):\/\/[^/]+/.test(calendar) && URL.canParse(calendar)
    : calendar === '' || calendar.endsWith('.ics')
  if (isWell) return draft.keepSecret(path, calendar, 'their absences come from this file only', isAddress)
  const fix = 'write an address such as https://calendar.example/ana.ics, or the path of an .ics file'
  draft.complain(path, `${path.join('.')}: is no calendar`, fix)
}

// From the first midnight of the first day to the last of the last, by the clock of the person.
const wholeDays = ({ first, last }: { first: string; last: string }, zone: string): Period => ({
  from: whenMinute(Temporal.PlainDate.from(first), 0, zone),
  until: whenMinute(Temporal.PlainDate.from(last).add({ days: 1 }), 0, zone),
})
