import { z } from 'zod'

const text = z.string()
const maybe = text.nullable()

/** A vendor that sites stand on: how it is reached, who may speak with it, what is open with it. */
export const Provider = z.object({
  ...{ id: text, name: text, kind: text, managed: z.boolean() },
  support: z.object({ url: maybe, mail: maybe, phone: maybe }),
  ...{ login: maybe, status: maybe }, // where its panel is, and its own status page
  authority: z.object({ people: z.array(text), for: z.array(text), proof: text }).nullable(),
  authoritySays: maybe,
  credentials: maybe, // where they are kept
  plans: z.array(z.object({ name: text, disk: maybe, transfer: maybe, visits: z.int().nullable(), price: text })),
  sites: z.array(text),
  cases: z.array(z.object({ incident: text, number: text, due: z.iso.datetime().nullable() })), // open ones
  incidents: z.array(z.object({ id: text, site: text })), // open ones, of sites that stand on it
})
export type Provider = z.infer<typeof Provider>

export const Providers = z.object({ items: z.array(Provider), next: z.null() })
export type Providers = z.infer<typeof Providers>
