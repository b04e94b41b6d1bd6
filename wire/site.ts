import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()
const maybe = text.nullable()

/** What ends next of what a site needs: its registration or its certificate. */
export const Expiry = z.object({ what: z.enum(['domain', 'certificate']), at: moment })
export type Expiry = z.infer<typeof Expiry>

/** A site in the list: how it stands, in words as well, and what of it ends next. */
export const SiteRow = z.object({
  ...{ id: text, url: z.url(), partner: text, client: maybe },
  state: z.enum(['up', 'slow', 'warning', 'down', 'unknown']),
  ...{ since: moment.nullable(), lastCheckAt: moment.nullable(), code: maybe, incident: maybe },
  drifts: z.array(z.object({ what: text, at: moment, said: text })), // of the last seven days, while it was well
  said: Said,
  why: maybe,
  owner: text, // as people call the client, or the operator
  through: maybe, // as people call the partner
  expires: Expiry.nullable(),
  tags: z.array(text),
  isInFile: z.boolean(), // else it was added on screen
})
export type SiteRow = z.infer<typeof SiteRow>

/** `/api/v1/sites` */
export const Sites = z.object({ items: z.array(SiteRow), next: z.null() })
export type Sites = z.infer<typeof Sites>

/** One of those that a visit passes on its way: whose it is, what was seen of it, when it ends. */
export const Link = z.object({ name: text, owner: maybe, keptBy: maybe, seen: z.array(text), expires: moment.nullable(), said: Said })
export type Link = z.infer<typeof Link>

/** One day: how long it was watched, and how long of that it was down, in seconds. */
export const Day = z.object({ date: text, state: z.enum(['well', 'partial', 'down', 'unknown']), known: z.int(), down: z.int() })

/** What half of the looks at a page took at most, and what 95 % did, in milliseconds; null where nothing was seen well. */
const speed = { median: z.int().nullable(), most: z.int().nullable() }

/**
 * How fast a page answered, seen from the hub's own location: in each of the last 24 hours and on each of the last days, and in all of either; and
 * seen from each location, in the last 24 hours and on the last 90 whole days.
 */
export const Speed = z.object({
  locations: z.array(z.object({ location: text, day: z.object(speed), recent: z.object(speed) })), // the hub's own first
  day: z.object(speed),
  hours: z.array(z.object({ at: moment, ...speed })),
  whole: z.object(speed),
  days: z.array(z.object({ date: text, ...speed })),
})
export type Speed = z.infer<typeof Speed>

/** `/api/v1/sites/{site}`: all that is known of a site. */
export const Site = SiteRow.extend({
  checks: z.array(z.object({ id: text, kind: text, every: z.int(), said: Said, why: maybe, since: moment.nullable() })), // every: seconds
  availability: z.number().nullable(), // of the days, a share
  days: z.array(Day),
  speed: Speed.nullable(), // null: nothing was measured in these days
  chain: z.array(Link),
  baseline: z.object({ seen: moment.nullable(), lines: z.array(z.object({ what: text, is: z.array(text) })) }).nullable(),
  contacts: z.array(
    z.object({
      ...{ name: text, role: maybe, mail: maybe, phone: maybe, prefers: maybe },
      of: text, // of whom
      bounced: z.array(z.object({ address: text, at: moment, reason: text })),
      alone: z.boolean(),
      onThisName: z.boolean(), // the address is on the name that may be dead
    }),
  ),
  incidents: z.array(z.object({ id: text, phase: Said, why: text, detectedAt: moment, tookSeconds: z.int().nullable() })),
  mayCheck: z.boolean(),
})
export type Site = z.infer<typeof Site>
