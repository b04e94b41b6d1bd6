import { WordsPreview } from '@allclear/wire/words.ts'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { newWords, previewWords, sendWords, wantedWords } from '../words-by-hand.ts'

const params = z.strictObject({ id: incidentNumber })

/** `/api/v1/incidents/{id}/words`: a person writes to the client or partner of an incident, after a look at what will be sent to whom. */
export const wordRoutes = (around: Around): Route[] => [
  api({
    method: 'POST',
    path: '/api/v1/incidents/:id/words/draft',
    who: 'responder',
    does: 'Says what words of a person would be and to whom, and what stands in the way; nothing is sent.',
    params,
    body: wantedWords,
    gives: WordsPreview,
    answer: async (asked) => ({ json: await previewWords(around, callerOf(asked), asked.params.id, asked.body) }),
  }),
  api({
    method: 'POST',
    path: '/api/v1/incidents/:id/words',
    who: 'responder',
    does: 'Sends words of a person to exactly those whom the preview showed, once.',
    params,
    body: newWords,
    gives: z.object({ taken: z.literal(true) }),
    async answer(asked) {
      await sendWords(around, callerOf(asked), asked.params.id, asked.body)
      return { json: { taken: true } }
    },
  }),
]
