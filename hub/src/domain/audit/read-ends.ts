import { z } from 'zod'

/** The end of a chain of the audit log, as it was written down once. */
export type WrittenEnd = { readonly partner: string | null; readonly n: number; readonly hash: string }

const Ends = z.object({
  chains: z.array(z.object({ partner: z.string().nullable(), end: z.object({ n: z.int(), hash: z.string() }) })),
})

/** The ends in what `audit verify --json` printed; null when it is something else. */
export function readEnds(text: string): readonly WrittenEnd[] | null {
  try {
    return Ends.parse(JSON.parse(text)).chains.map(({ partner, end }) => ({ partner, ...end }))
  } catch {
    return null
  }
}
