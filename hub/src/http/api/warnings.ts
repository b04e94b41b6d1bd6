import { WarningLetter as ShownLetter, Warnings } from '@allclear/wire/warning.ts'
import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { closeWarning, openWarnings } from '../../store/warnings.ts'
import { warningLetters } from '../../store/messages.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { isForClient, keyOfLetter, readyWarningLetter, sendWarningLetter } from '../warning-letter.ts'
import type { WarningLetter } from '../warning-letter.ts'

/** `/api/v1/warnings`: what will become an outage if nobody acts (PRE-4). */
export const warningRoutes = (around: Around): Route[] => [
  api({
    method: 'GET',
    path: '/api/v1/warnings',
    who: 'viewer',
    does: 'Lists what will become an outage if nobody acts, what is due first before the others.',
    query: z.strictObject({}),
    gives: Warnings,
    async answer(asked) {
      const caller = callerOf(asked)
      const { db } = around.store
      const [open, letters] = await Promise.all([openWarnings(db, caller.partner), warningLetters(db, caller.partner)])
      const { partners, operator, sites, clients } = around.plan()
      const clientOf = (site: string) => clients[sites[site]?.client ?? '']
      const mayAct = mayEnter('responder', caller)
      const items = open.map(({ id, site, partner, what, threshold, said, at, dueAt }) => ({
        ...{ id, site, partner, what, threshold, said, mayAct, client: clientOf(site)?.name ?? null },
        whose: partners[partner]?.name ?? operator.name,
        letter: isForClient({ what }) && (clientOf(site)?.contacts.some(({ mail }) => mail !== null) ?? false),
        letterAt: isoOrNull(letters.get(keyOfLetter({ site, what, threshold })) ?? null),
        at: iso(at),
        dueAt: isoOrNull(dueAt),
      }))
      return { json: { items, next: null } }
    },
  }),
  api({
    method: 'GET',
    path: '/api/v1/warnings/:id/letter',
    who: 'viewer',
    does: 'The letter to the client about a warning, in its language and its partner’s brand, as it would leave now.',
    params: z.strictObject({ id: incidentNumber }),
    gives: ShownLetter,
    answer: async (asked) => ({ json: showLetter(await readyWarningLetter(around, callerOf(asked), asked.params.id)) }),
  }),
  api({
    method: 'POST',
    path: '/api/v1/warnings/:id/letter',
    who: 'responder',
    does: 'Sends that letter to exactly those whom it showed, once for each threshold.',
    params: z.strictObject({ id: incidentNumber }),
    body: z.strictObject({ shown: z.array(z.string().max(400)).min(1).max(100) }),
    gives: ShownLetter,
    answer: async (asked) => ({
      json: showLetter(await sendWarningLetter(around, callerOf(asked), asked.params.id, asked.body.shown)),
    }),
  }),
  api({
    method: 'POST',
    path: '/api/v1/warnings/:id/done',
    who: 'responder',
    does: 'Says that a warning was seen to; it comes no more for this threshold.',
    params: z.strictObject({ id: incidentNumber }),
    body: z.strictObject({}),
    gives: z.object({ done: z.literal(true) }),
    async answer(asked) {
      const caller = callerOf(asked)
      const { id } = asked.params
      if (!(await closeWarning(around.store.db, caller.partner, id, caller.by, around.clock.now())))
        throw new Problem(
          'not-found',
          'warning_unknown',
          `There is no open warning ${id}.`,
          'Look at /api/v1/warnings for those there are.',
        )
      const partner = caller.partner ?? 'operator'
      await addAudit(around.store.db, { at: around.clock.now(), partner, who: caller.by, what: 'warning-done', about: `warning ${id}` })
      return { json: { done: true } }
    },
  }),
]

const showLetter = ({ warning, recipient, speech, sentAt }: WarningLetter): ShownLetter => ({
  ...{ id: warning.id, from: recipient.from, name: recipient.name, to: [...recipient.address], cc: [...recipient.cc], why: recipient.why },
  ...{ language: speech.language, subject: speech.subject, text: speech.text, html: speech.html },
  shown: [...recipient.address, ...recipient.cc],
  sentAt: isoOrNull(sentAt),
})
