import { z } from 'zod'
import { Said } from './now.ts'

const moment = z.iso.datetime()
const text = z.string()

/** A larger outage: what failing sites share, who is down by it, and who may be next. */
export const Parent = z.object({
  id: z.int(),
  kind: z.enum(['outage', 'campaign']),
  ...{ shared: text, value: text, says: text },
  ...{ openedAt: moment, endedAt: moment.nullable() },
  affected: z.array(
    z.object({
      ...{ incident: text, site: text, partner: text },
      ...{ joinedAt: moment, leftAt: moment.nullable() },
      parting: z.enum(['outlasted', 'other-cause']).nullable(),
      said: Said, // how it stands within this outage
    }),
  ),
  atRisk: z.array(text),
})
export type Parent = z.infer<typeof Parent>

/** `/api/v1/parents` */
export const Parents = z.object({ items: z.array(Parent), next: z.null() })
export type Parents = z.infer<typeof Parents>
