import { z } from 'zod'

/** A list whose odd members are passed over one by one, and which ends at `most`; something else than a list is an empty one. */
export const many = <Item extends z.ZodType>(item: Item, most: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((members): z.output<Item>[] =>
      members.slice(0, most).flatMap((member) => {
        const read = item.safeParse(member)
        return read.success ? [read.data] : []
      }),
    )
