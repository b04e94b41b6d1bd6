import type { Recipient } from '../incident/incident.ts'
import type { Plan, Site } from '../plan/plan.ts'
import { answerPage } from './answers.ts'
import { composeWords } from './compose.ts'
import { DIGEST } from './digest.ts'
import { onlySeen } from './escape.ts'
import { NOT_OF_AN_INCIDENT } from './not-of-an-incident.ts'
import { spokenLanguage } from './speak.ts'
import type { Speech } from './speak.ts'
import type { Templates } from './template.ts'
import { languageOf, readerFacts } from './word-facts-of.ts'
import type { WordFacts } from './word-facts.ts'

/** What a digest carries of one message: its subject and its words without greeting, links and signature. */
export type Gist = { readonly subject: string; readonly gist: string }

/** The words of a digest: one letter in the language and brand of its reader, with the words of everything that it carries (I-36). */
export function speakDigest({
  plan,
  templates,
  site,
  recipient: { audience, name, channel },
  gists,
}: {
  readonly plan: Plan
  readonly templates: Templates
  readonly site: Site // of the first message: it says who reads, and in which language
  readonly recipient: Recipient
  readonly gists: readonly Gist[]
}): Speech {
  const partner = audience === 'client' ? site.partner : null
  const language = spokenLanguage(templates, { partner, language: languageOf(plan, site, audience), name: DIGEST })
  const facts: WordFacts = {
    ...NOT_OF_AN_INCIDENT,
    ...readerFacts(plan, site, { audience, name }, language),
    incident_link: plan.hub.url,
    parts: gists.map(({ subject, gist }) => ({
      subject,
      lines: onlySeen(gist)
        .split('\n')
        .filter((line) => line !== ''),
    })),
  }
  const offers = { page: answerPage(plan.hub.url), answers: [], helpful: channel === 'mail' }
  return { ...composeWords(templates, { template: DIGEST, language, audience, facts, offers, partner }), link: facts.status_link }
}
