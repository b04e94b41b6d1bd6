import { z } from 'zod'
import { Complaint } from './plan.ts'

const text = z.string()
const maybe = text.nullable()

/** The files of a configuration, named as seen from its folder. */
export const Files = z.array(z.strictObject({ name: text.min(1).max(300), text: text.max(1024 * 1024) })).min(1).max(1000) // prettier-ignore
export type Files = z.infer<typeof Files>

/** What the hub would read differently, and what is wrong with it. `holds` is the version that holds now, `version` the other's. */
export const ConfigurationPlan = z.object({
  holds: text,
  version: maybe,
  differences: z.array(z.object({ place: text, from: maybe, to: maybe })),
  complaints: z.array(Complaint),
})
export type ConfigurationPlan = z.infer<typeof ConfigurationPlan>

export const ConfigurationNow = z.object({ version: text })
