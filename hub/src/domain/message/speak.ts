import { linkFor } from '../audience/pages.ts'
import type { Spoken } from '../incident/entry.ts'
import type { Incident } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { answerPage, answersTo, asksWhetherHelpful } from './answers.ts'
import { composeWords } from './compose.ts'
import type { Words } from './compose.ts'
import type { Templates } from './template.ts'
import { languageOf, wordFactsOf } from './word-facts-of.ts'

/** The words of one effect, and the link that goes with them. */
export type Speech = Words & { readonly link: string }

/** Turns an order to tell somebody something into words (I-35): from the incident as it is after the decision, in the reader's language and zone. */
export function speak({
  plan,
  templates,
  incident,
  effect,
  at,
}: {
  readonly plan: Plan
  readonly templates: Templates
  readonly incident: Incident
  readonly effect: Spoken
  readonly at: Instant
}): Speech {
  const site = plan.sites[incident.site]!
  const audience = effect.do === 'page' ? 'responder' : effect.recipient.audience
  const reader =
    effect.do === 'page' ? { audience, name: effect.person.name, person: effect.person.person } : { audience, name: effect.recipient.name }
  const answers = answersTo(incident, effect)
  const answerLink = answers.length > 0 ? answerPage(plan.hub.url) : null
  const also = effect.do === 'message' ? (effect.also ?? []) : []
  const facts = wordFactsOf(incident, plan, site, reader, at, { step: effect.step, answerLink, also })
  const offers = { page: answerPage(plan.hub.url), answers, helpful: asksWhetherHelpful(effect) }
  const words = composeWords(templates, { template: effect.template, language: languageOf(plan, site, audience), audience, facts, offers })
  return { ...words, link: audience === 'responder' ? facts.incident_link : linkFor(plan, site.id, audience) }
}
