import { z } from 'zod'

/** `/api/v1/session`: who is logged in, and what stands around every screen. */
export const Session = z.object({
  by: z.string(), // under which name their deeds are written down
  name: z.string(),
  role: z.enum(['machine', 'viewer', 'responder', 'owner', 'partner-admin', 'partner-member', 'client']),
  partner: z.string().nullable(), // the only tenant they see; null: every one
  zone: z.string(), // in which they read times
  now: z.iso.datetime({ precision: 3 }), // the hub's clock: countdowns run by it
  banner: z.string().nullable(), // how the demonstration runs
  story: z.string().nullable(), // what it shows at the moment
})
export type Session = z.infer<typeof Session>
