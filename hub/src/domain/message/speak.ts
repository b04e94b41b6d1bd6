import { markDrill } from '../drill/mark-drill.ts'
import { linkFor } from '../audience/pages.ts'
import type { Spoken } from '../incident/entry.ts'
import type { Incident, Outage, Stage, Written } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { Plan, Site } from '../plan/plan.ts'
import { acknowledgePage, answerPage, answersTo, asksWhetherHelpful } from './answers.ts'
import { composeOwn, composeWords } from './compose.ts'
import type { Words } from './compose.ts'
import { baseOf, speaksIn } from './languages/index.ts'
import type { Offers } from './offers.ts'
import { findTemplate, templateKey } from './template.ts'
import type { Templates } from './template.ts'
import { languageOf, wordFactsOf } from './word-facts-of.ts'
import type { Reader } from './word-facts-of.ts'

/** The words of one effect, and the link that goes with them. */
export type Speech = Words & { readonly link: string }

/** Turns an order to tell somebody something into words (I-35): from the incident as it is after the decision, in the reader's language and zone. */
export function speak(order: Order): Speech {
  const speech = speakOf(order)
  return order.incident.drill === null ? speech : markDrill(speech)
}

type Order = {
  readonly plan: Plan
  readonly templates: Templates
  readonly incident: Incident
  readonly effect: Spoken
  readonly at: Instant
}

function speakOf({ plan, templates, incident, effect, at }: Order): Speech {
  if (effect.do === 'announce' && effect.text !== undefined) return asWritten(plan, plan.sites[incident.site]!, effect, effect.text)
  const audience = effect.do === 'page' ? 'responder' : effect.recipient.audience
  const reader =
    effect.do === 'page' ? { audience, name: effect.person.name, person: effect.person.person } : { audience, name: effect.recipient.name }
  const offers = { page: answerPage(plan.hub.url), answers: answersTo(incident, effect), helpful: asksWhetherHelpful(effect) }
  const also = effect.do === 'message' ? (effect.also ?? []) : []
  const written = effect.do === 'message' ? effect.written : undefined
  const acknowledgeLink = effect.do === 'page' && effect.template === 'page' ? acknowledgePage(plan.hub.url) : null
  const about = { plan, templates, incident, template: effect.template, step: effect.step, at, offers }
  if (written?.asksFor) return askFor(reader, written, { ...about, language: undefined })
  return speakTo(reader, { ...about, also, acknowledgeLink, language: written?.language, ...(written ? { written } : {}) })
}

/** The words of a template about an incident for one reader, in `language` where it is given; what cannot be said in it is said in English, all of it. */
export function speakTo(
  reader: Reader,
  said: {
    readonly plan: Plan
    readonly templates: Templates
    readonly incident: Incident
    readonly template: string
    readonly step: string | null
    readonly at: Instant
    readonly language?: string | undefined
    readonly offers?: Offers
    readonly also?: readonly Outage[]
    readonly acknowledgeLink?: string | null
    readonly written?: Written
  },
): Speech {
  const { plan, templates, incident, at, step, offers, also = [], acknowledgeLink = null } = said
  const { audience } = reader
  const { subject, text } = said.written ?? {}
  const site = plan.sites[incident.site]!
  const wanted = said.language ?? languageOf(plan, site, audience)
  const partner = audience === 'client' || audience === 'public' ? site.partner : null
  const template = templateFor(templates, incident, said.template)
  const language = text === undefined ? spokenLanguage(templates, { partner, language: wanted, name: template }) : wanted
  const answerLink = offers && offers.answers.length > 0 ? offers.page : null
  const facts = wordFactsOf(incident, plan, site, reader, at, { step, language, answerLink, acknowledgeLink, also })
  const own = text === undefined ? null : { subject: subject ?? site.id, text }
  const letter = { language, audience, facts, ...(offers ? { offers } : {}) }
  const words = own ? composeOwn(own, letter) : composeWords(templates, { ...letter, template, partner })
  return { ...words, link: audience === 'responder' ? facts.incident_link : linkFor(plan, site.id, audience) }
}

// The partner reads, in its own language, which words its client is to read.
function askFor(reader: Reader, { asksFor, ...written }: Written, about: Omit<Parameters<typeof speakTo>[1], 'written'>): Speech {
  const client = { audience: 'client', name: asksFor!.reader } as const
  const { offers: _, ...quiet } = about
  const { subject, gist } = speakTo(client, { ...quiet, template: asksFor!.template, language: written.language, written })
  const { plan, incident } = about
  const asks = speaksIn(languageOf(plan, plan.sites[incident.site]!, 'partner')).mayWeWrite(asksFor!.reader)
  return speakTo(reader, { ...about, written: { subject: `${incident.site}: ${asks}`, text: `${asks}\n\n${subject}\n\n${gist}` } })
}

// While only a service fails, whatever says that the site is down has a form of its own that does not.
const templateFor = (templates: Templates, { verdict }: Incident, name: string) =>
  verdict?.service && templates.has(templateKey('en', `service-${name}`)) ? `service-${name}` : name

/** The language in which a template can be said: the one wanted, or else all of it in that of the template that stands in for it. */
export function spokenLanguage(
  templates: Templates,
  wanted: { readonly partner: string | null; readonly language: string; readonly name: string },
): string {
  const template = findTemplate(templates, wanted)
  return template === null || baseOf(template.language) === baseOf(wanted.language) ? wanted.language : template.language
}

// Words of a person go out as they are; a page shows them as text, so nothing in them is a command.
function asWritten(plan: Plan, site: Site, { stage }: { readonly stage: Stage }, text: string): Speech {
  const language = languageOf(plan, site, 'public')
  return { subject: `${site.id}: ${stage}`, text, html: '', gist: '', language, link: linkFor(plan, site.id, 'public') }
}
