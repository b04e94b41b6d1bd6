import { z } from 'zod'
import { words } from './input.ts'

/** An update for the status pages, as a person writes it. That it is resolved, only the all clear says. */
export const newUpdate = z.strictObject({ stage: z.enum(['investigating', 'identified', 'monitoring']), text: words(4000) })
