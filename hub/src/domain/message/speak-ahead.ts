import { getDomain } from 'tldts'
import type { Recipient } from '../incident/incident.ts'
import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan, Site } from '../plan/plan.ts'
import { bytesOf, sayUse } from '../plan/statistics.ts'
import type { Use } from '../plan/statistics.ts'
import { isHole } from '../warning/warnings-ahead.ts'
import { composeOwn } from './compose.ts'
import { speaksIn } from './languages/index.ts'
import { NOT_OF_AN_INCIDENT } from './not-of-an-incident.ts'
import { sayDay } from './say-words.ts'
import type { Speech } from './speak.ts'
import { languageOf, readerFacts } from './word-facts-of.ts'
import type { WordFacts } from './word-facts.ts'

/** What a client is written to about: what only they can renew, pay or enlarge, and holes in what they run. Certificates and changed records are ours to see to. */
export type Due = { readonly what: string; readonly dueAt: Instant | null }

/**
 * The letter to a client about a warning (PRE-4): in its language and its partner's brand, and nowhere does it say that the site is down.
 * Null where a client has nothing to do about it, or the plan no longer says what it is about.
 */
export function speakAhead(plan: Plan, site: Site, { audience, name }: Pick<Recipient, 'audience' | 'name'>, due: Due): Speech | null {
  const language = languageOf(plan, site, audience)
  const sentence = sentenceOf(plan, site, due, language)
  if (sentence === null) return null
  const { subject, asks } = speaksIn(language).ahead
  const facts: WordFacts = {
    ...NOT_OF_AN_INCIDENT,
    ...readerFacts(plan, site, { audience, name }, language),
    incident_link: `${plan.hub.url}warnings`,
  }
  const words = composeOwn({ subject: subject(site.id), text: `${sentence}\n\n${asks}` }, { language, audience, facts })
  return { ...words, link: facts.status_link }
}

function sentenceOf(plan: Plan, site: Site, { what, dueAt }: Due, language: string): string | null {
  const { ahead } = speaksIn(language)
  const day = dueAt === null ? '' : sayDay(iso(dueAt).slice(0, 10), language)
  if (what === 'domain') return ahead.domain(getDomain(new URL(site.url).hostname) ?? site.id, day)
  if (what === 'bill') return ahead.bill(site.id, day)
  if (isHole(what)) return ahead.hole(site.id, partOf(what))
  if (!what.startsWith('plan ')) return null
  const use = what.slice('plan '.length) as Use
  const used = site.ahead?.uses[use]
  const limit = plan.providers[site.hosting ?? '']?.plans.find(({ name }) => name === site.plan)?.[use]
  if (used === undefined || limit === undefined || limit === null) return null
  return ahead.plan(site.id, sayUse(use, used, language), sayUse(use, typeof limit === 'string' ? bytesOf(limit) : limit, language))
}

// `hole wordpress-plugin contact-form-7`: the name is its own, whatever the language.
function partOf(what: string): string {
  const [, system, name] = what.split(' ')
  return system === 'wordpress' ? 'WordPress' : name!
}
