import { z } from 'zod'
import type { Draft } from './draft.ts'
import type { Person } from './plan.ts'
import { mailAddress, phone, shortText, timezone } from './words.ts'

const PersonPart = z.strictObject({
  name: shortText(),
  mail: mailAddress.optional(),
  phone: phone.optional(),
  timezone: timezone.optional(),
  role: z.enum(['owner', 'responder', 'viewer']).default('responder'),
})

const RESERVED = ['on-call', 'next', 'wait', 'operator'] // words with a meaning of their own where a person may be named

/** The people who run support. */
export function readPeople(draft: Draft, operatorTimezone: string): Record<string, Person> {
  const entries = draft.entries(PersonPart, 'people')
  if (draft.ids('people')?.length === 0) {
    draft.complain(['people'], 'people is missing: nobody would be called', 'add "people: { ana: { name: …, mail: … } }"')
  }
  for (const [id, { mail, phone }] of entries) {
    const path = ['people', id]
    if (RESERVED.includes(id)) draft.complain(path, `people: "${id}" has a meaning of its own`, 'use another name', { key: true })
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
        timezone: part.timezone ?? operatorTimezone,
        role: part.role,
      },
    ]),
  )
}
