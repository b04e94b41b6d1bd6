import { z } from 'zod'

const text = z.string()

/** `/api/v1/warnings`: something of a site that will become an outage if nobody acts. */
export const Warning = z.object({
  ...{ id: z.int(), site: text, partner: text, whose: text, what: text, threshold: text, said: text },
  at: text,
  dueAt: text.nullable(), // null: it is so already
  client: text.nullable(), // its name
  letter: z.boolean(), // the client can be written to about it
  letterAt: text.nullable(), // when a person did
  mayAct: z.boolean(),
})
export type Warning = z.infer<typeof Warning>
export const Warnings = z.object({ items: z.array(Warning), next: z.null() })
export type Warnings = z.infer<typeof Warnings>

/** `/api/v1/warnings/<id>/letter`: what the client is written about a warning, and to whom exactly it goes. */
export const WarningLetter = z.object({
  ...{ id: z.int(), from: text, name: text, to: z.array(text), cc: z.array(text), why: text.nullable() },
  ...{ language: text, subject: text, text, html: text },
  shown: z.array(text), // sent back with the press: to nobody else it goes
  sentAt: text.nullable(),
})
export type WarningLetter = z.infer<typeof WarningLetter>
