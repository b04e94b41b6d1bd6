import { z } from 'zod'

/** `/api/v1/causes?language=de`: what each cause is called in English, as every answer has it, and in another language. */
export const Causes = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), said: z.string() })),
  next: z.null(),
})
export type Causes = z.infer<typeof Causes>
