import { z } from 'zod'

const text = z.string()

/** `/api/v1/channels/kinds`: what each chat, pager and tracker of others asks for. */
export const ChannelKinds = z.object({
  items: z.array(
    z.object({
      ...{ kind: text, title: text, says: text },
      settings: z.array(
        z.object({
          ...{ key: text, title: text, says: text, like: text },
          ...{ isSecret: z.boolean(), isNeeded: z.boolean(), isChoice: z.boolean() },
        }),
      ),
    }),
  ),
  taken: z.array(text), // names under channels.apps
  next: z.null(),
})
export type ChannelKinds = z.infer<typeof ChannelKinds>
export type ChannelKind = ChannelKinds['items'][number]

/** `/api/v1/channels/try`: every mistake, or what the other side said to one message and the lines of the configuration. */
export const TriedChannel = z.object({
  faults: z.array(z.object({ key: text, says: text.nullable() })), // null: it is missing
  tried: z.object({ outcome: z.enum(['delivered', 'try_later', 'refused', 'uncertain']), says: text.nullable() }).nullable(),
  lines: text.nullable(),
  variables: z.array(z.object({ name: text, title: text })), // of the environment, and which setting stands in each
})
export type TriedChannel = z.infer<typeof TriedChannel>
