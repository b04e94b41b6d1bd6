import { Causes } from '@allclear/wire/cause.ts'
import { z } from 'zod'
import { CAUSES } from '../../domain/diagnosis/taxonomy.ts'
import { speaksIn } from '../../domain/message/languages/index.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

const query = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .default('en'),
})

/** `/api/v1/causes`: what each cause is called, as the letters to clients call it. */
export const causesRoute = (): Route =>
  api({
    method: 'GET',
    path: '/api/v1/causes',
    who: 'viewer',
    does: 'What each cause is called, in English and in another language.',
    query,
    gives: Causes,
    answer: ({ query: { language } }) => {
      const { titles } = speaksIn(language)
      return { json: { items: CAUSES.map(({ id, title }) => ({ id, title, said: titles[id] ?? title })), next: null } }
    },
  })
