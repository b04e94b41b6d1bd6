import { z } from 'zod'

const moment = z.iso.datetime()

/** A deed: who did what, when, from where, to which thing. */
export const AuditLine = z.object({
  seq: z.int(),
  at: moment,
  who: z.string(), // as people call them
  whoId: z.string(),
  what: z.string(),
  says: z.string(), // stands between who and about
  kind: z.string(),
  about: z.string(),
  to: z.string().nullable(), // where the thing can be seen
  site: z.string().nullable(),
  partner: z.string().nullable(), // whose it is; null: the whole house's
  from: z.string().nullable(), // the address of the request; null: none came, or before it was kept
})
export type AuditLine = z.infer<typeof AuditLine>

/** `/api/v1/audit`: what was done, the newest first, and by what it can be narrowed. */
export const Audit = z.object({
  items: z.array(AuditLine),
  next: z.string().nullable(),
  kinds: z.array(z.object({ id: z.string(), name: z.string() })),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Audit = z.infer<typeof Audit>
