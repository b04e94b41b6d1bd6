import { z } from 'zod'

/** The keys under which secrets at rest are sealed, the newest first; of themselves nothing is told. */
export const Keys = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      madeAt: z.iso.datetime(),
      master: z.string(), // the name of the master key that seals it
      secrets: z.int().nonnegative(), // that it has sealed
    }),
  ),
  left: z.int().nonnegative(), // still sealed under an older key
})
export type Keys = z.infer<typeof Keys>
