import { z } from 'zod'
import { DICTIONARY } from '../../domain/message/dictionary.ts'
import { templateNames } from '../../domain/message/template.ts'
import type { Around } from '../around.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { previewOf } from '../preview.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const text = z.string()

const templatesShape = z.object({
  items: z.array(z.object({ template: text, languages: z.array(text), own: z.array(z.object({ partner: text, language: text })) })),
  next: z.null(),
  variables: z.array(z.object({ name: text, meaning: text, example: text })),
})

/** What a preview is asked for. */
export const wantedShape = z.strictObject({
  template: z.string().min(1).max(100),
  audience: z.enum(['client', 'partner', 'responder', 'public']),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is not a language; write en or pt-BR')
    .optional(),
})

const previewShape = z.object({
  template: text,
  audience: text,
  language: text,
  subject: text,
  text,
  html: text,
  link: text,
  recipients: z.array(z.object({ name: text, channel: text, address: z.array(text), from: text, cc: z.array(text), why: text.nullable() })),
})

/** `/api/v1/templates`: the words there are and the data dictionary; `/api/v1/incidents/{id}/preview`: how they would read now. */
export function templateRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/templates',
      who: 'viewer',
      does: 'Lists the templates with their languages, and the variables they may use.',
      query: z.strictObject({}),
      gives: templatesShape,
      answer: (asked) => ({ json: { items: listed(around, callerOf(asked).partner), next: null, variables: DICTIONARY } }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/incidents/:id/preview',
      who: 'viewer',
      does: 'Says what a template would say about this incident now, and to whom; nothing is sent.',
      params: z.strictObject({ id: incidentNumber }),
      body: wantedShape,
      gives: previewShape,
      answer: async (asked) => {
        const incident = await incidentOf(around, callerOf(asked), asked.params.id)
        const { subject, text: words, html, link, language, recipients } = await previewOf(around, incident, asked.body)
        const { template, audience } = asked.body
        const shown = recipients.map(({ name, channel, address, from, cc, why }) => ({ name, channel, address, from, cc, why }))
        return { json: { template, audience, language, subject, text: words, html, link, recipients: shown } }
      },
    }),
  ]
}

function listed(around: Around, partner: string | null): z.infer<typeof templatesShape>['items'] {
  const templates = around.library().templates
  const all = [...templates.values()].filter((one) => one.partner === null || partner === null || one.partner === partner)
  return templateNames(templates)
    .sort()
    .flatMap((template) => {
      const found = all.filter(({ name }) => name === template)
      const own = found.flatMap((one) => (one.partner === null ? [] : [{ partner: one.partner, language: one.language }]))
      const languages = found.flatMap((one) => (one.partner === null ? [one.language] : [])).sort()
      return found.length === 0 ? [] : [{ template, languages, own }]
    })
}
