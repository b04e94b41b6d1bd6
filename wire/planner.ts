import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()

/** What speaks against a window at its time. */
export const Collision = z.object({ said: Said, why: text, from: moment, until: moment })
export type Collision = z.infer<typeof Collision>

/** What is said of a window by itself, and when. */
export const Notice = z.object({ name: text, at: moment })
export type Notice = z.infer<typeof Notice>

/** Who hears something: how many, and the first of them. */
export const Hearers = z.object({ count: z.int(), first: z.array(text) })
export type Hearers = z.infer<typeof Hearers>

/** What a person may do to a window. */
export const WindowDeed = z.enum(['start', 'extend', 'complete', 'move', 'cancel'])
export type WindowDeed = z.infer<typeof WindowDeed>

/** A planned window: its facts, where it stands, what it meets, and what can be done about it. */
export const Window = z.object({
  ...{ id: text, said: Said, starts: moment, ends: moment, lasts: text },
  series: z.object({ id: text, says: text }).nullable(), // how it comes again
  sites: z.array(text),
  ...{ disrupts: text, reason: text, benefit: text, support: text, alternatives: text, emergency: maybe, cancelledBecause: maybe },
  affects: z.object({ providers: z.array(text), clients: z.array(text), sites: z.array(text) }),
  ...{ overrun: z.boolean(), unwell: z.array(text) },
  notices: z.array(Notice),
  collisions: z.array(Collision),
  told: Hearers, // who heard of it, and hears what becomes of it
  reaches: Hearers, // who would hear of its start now
  may: z.array(WindowDeed),
})
export type Window = z.infer<typeof Window>

/** `/api/v1/planner`: planned windows, the next first, and the days around them. */
export const Planner = z.object({
  windows: z.array(Window),
  past: z.array(Window), // the last over first
  announced: z.array(z.object({ who: text, title: maybe, said: Said, starts: moment, ends: moment, sites: z.array(text), more: z.int() })),
  from: moment,
  until: moment,
  days: z.array(z.object({ date: text, words: text, from: moment, until: moment, holidays: z.array(text) })),
  uncovered: z.array(z.object({ from: moment, until: moment })), // nobody is on call; empty for a partner
  mayPlan: z.boolean(),
})
export type Planner = z.infer<typeof Planner>

const named = z.object({ id: text, name: text, sites: z.int() })

/** `/api/v1/planner/scope`: what a window of the reader may affect. */
export const Scope = z.object({ providers: z.array(named), clients: z.array(named), sites: z.array(text) })
export type Scope = z.infer<typeof Scope>

/** `/api/v1/maintenance/{id}/notice-preview`: who reads which words at which moment. */
export const Words = z.object({
  letters: z.array(z.object({ language: text, reader: text, notice: text, subject: text, text })), // as one reader of each language has them
  readers: z.array(
    z.object({
      ...{ name: text, channel: text, address: text, language: text },
      ...{ cc: z.array(text), sites: z.array(text) },
      moments: z.array(z.object({ name: text, at: moment, isHeld: z.boolean() })), // held: by the quiet hours of this reader
    }),
  ),
})
export type Words = z.infer<typeof Words>

/** `/api/v1/maintenance/preview`: what is wrong with a window as it is written so far, what it meets, and who would read what and when. */
export const Preview = Words.extend({
  complaints: z.array(z.object({ field: text, says: text })),
  window: z.object({ starts: moment, ends: moment, sites: z.array(text) }).nullable(), // null until its times and its sites are known
  repeats: z.object({ says: text, next: z.array(moment) }).nullable(),
  collisions: z.array(Collision),
  notices: z.array(Notice),
})
export type Preview = z.infer<typeof Preview>
