import { z } from 'zod'

const text = z.string()

/** One letter as it would leave now. */
export const Letter = z.object({
  audience: z.enum(['client', 'partner', 'public']),
  asks: z.boolean(), // the partner's yes is asked for
  ...{ name: text, channel: text, address: z.array(text), cc: z.array(text), from: text },
  why: text.nullable(), // not another address
  zone: text.nullable(),
  leaves: z.iso.datetime(), // later than now: it waits for the end of their quiet hours
  ...{ language: text, subject: text, text },
  words: text, // the text without greeting, links and signature: to begin own words with
  html: text.nullable(), // null: it has no design, as on a chat or a status page
})
export type Letter = z.infer<typeof Letter>

/** `POST /api/v1/incidents/{id}/words/draft`: what a person's words would be, to whom, and what stands in the way. */
export const WordsPreview = z.object({
  ref: text, // sent back with the words: under it they are sent once
  shown: z.array(text), // sent back as well: to nobody else they go
  letters: z.array(Letter),
  subscribers: z.int(), // who are told of it beside the status page
  holds: z.array(z.object({ why: text, asks: text, needsReason: z.boolean() })), // needsReason: it is not sent without one
  warnings: z.array(z.object({ says: text, fix: text })), // of private causes in own words
})
export type WordsPreview = z.infer<typeof WordsPreview>
