import { Liquid } from 'liquidjs'
import type { LiquidOptions, Template as Parsed } from 'liquidjs'
import MarkdownIt from 'markdown-it'
import { Problem } from '../../problem.ts'
import type { Audience } from '../playbook/playbook.ts'
import { offersIn } from './offers.ts'
import type { Offers } from './offers.ts'
import { escapeHeader, escapeHtml, escapeMarkdown, oneLine, onlySeen } from './escape.ts'
import { speaksIn } from './languages/index.ts'
import { layOut, linkOf, signatureOf } from './layout.ts'
import type { Letter } from './layout.ts'
import { findTemplate } from './template.ts'
import type { Template, Templates } from './template.ts'
import { DIAGNOSIS_FACTS, MAINTENANCE_FACTS } from './word-facts.ts'
import type { WordFacts } from './word-facts.ts'

export type Words = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly gist: string // the text without greeting, links and signature
  readonly language: string
}

// Templates are written by people who may be wrong, and filled with values from anywhere: nothing is inherited, nothing is loaded, all is bounded.
const CAREFUL: LiquidOptions = {
  ownPropertyOnly: true,
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  templates: {}, // in memory, and none: `include` and `render` find nothing
  parseLimit: 50_000,
  renderLimit: 2000, // ms
  memoryLimit: 1_000_000,
}

/** For reading: a value is one line of plain text. */
const forText = new Liquid({ ...CAREFUL, outputEscape: (value: unknown) => oneLine(said(value)) })
/** For HTML: a value cannot be Markdown. */
const forHtml = new Liquid({ ...CAREFUL, outputEscape: (value: unknown) => escapeMarkdown(said(value)) })
// `{{ facts.registrar_login | link }}` can be pressed where that is possible. What is no web address stays text.
forText.registerFilter('link', { raw: true, handler: (value: unknown) => oneLine(said(value)) })
forHtml.registerFilter('link', { raw: true, handler: (value: unknown) => asLink(said(value)) })
const markdown = new MarkdownIt({ html: false, linkify: false })

const said = (value: unknown) => (value === null || value === undefined ? '' : String(value))

function asLink(value: string): string {
  const address = escapeMarkdown(value)
  return /^https?:\/\/[^\s]+$/.test(value) ? `[${address}](${address})` : address
}

/** The words of one message (COM-1, COM-2): subject, text for reading, and HTML in the brand of whoever speaks. Values are data and print themselves. */
export function composeWords(
  templates: Templates,
  message: {
    readonly template: string
    readonly language: string
    readonly audience: Audience
    readonly facts: WordFacts
    readonly offers?: Offers
    readonly partner?: string | null // whose own words go before everyone's
  },
): Words {
  const template = findTemplate(templates, { partner: message.partner ?? null, language: message.language, name: message.template })
  if (!template) throw new Problem('bad-input', 'template_unknown', `there is no template "${message.template}"`, 'see playbooks/templates')
  const values = scopeOf(message.facts, message.audience, template.language)
  const subject = escapeHeader(render(forText, template, 'subject', values))
  const body = tidy(render(forText, template, 'body', values))
  const html = markdown.render(render(forHtml, template, 'body', values))
  const offers = offersIn(template.language, message.offers)
  const around = { subject, audience: message.audience, language: template.language, facts: message.facts, offers }
  const gist = withoutGreeting(body, oneLine(message.facts.greeting))
  return { subject, text: inFull(body, around), html: layOut({ ...around, body: html }), gist, language: template.language }
}

/** Words of a person as one message: between the greeting and the signature of whoever speaks. What they wrote is text, and never a mark of anything. */
export function composeOwn(
  own: { readonly subject: string; readonly text: string },
  { language, audience, facts, offers }: Pick<Letter, 'language' | 'audience' | 'facts'> & { readonly offers?: Offers },
): Words {
  const subject = escapeHeader(own.subject)
  const gist = tidy(onlySeen(own.text))
  const greeting = `${oneLine(facts.greeting)},`
  const paragraphs = [greeting, ...gist.split('\n\n')].map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
  const around = { subject, audience, language, facts, offers: offersIn(language, offers) }
  return {
    subject,
    text: inFull(`${greeting}\n\n${gist}`, around),
    html: layOut({ ...around, body: paragraphs.join('\n') }),
    gist,
    language,
  }
}

const withoutGreeting = (body: string, greeting: string) =>
  body.startsWith(`${greeting},`) ? body.slice(greeting.length + 1).trim() : body

// Every message but the page of the public itself says where to look (COM-8); a letter to a client is signed.
function inFull(body: string, { audience, facts, language, offers: { answers, helpful } }: Letter): string {
  const link = linkOf(audience, facts, language)
  const { colon } = speaksIn(language)
  const parts = [
    body,
    answers.length === 0 ? null : answers.map(({ says, url }) => `${says}${colon} ${url}`).join('\n'),
    link && `${link.says}${colon} ${link.url}`,
    audience === 'client' ? signatureOf(facts.brand).join('\n') : null,
    helpful && `${helpful.asks} ${helpful.votes.map(({ says, url }) => `${says}${colon} ${url}`).join(' · ')}`,
    facts.quickened_note,
  ]
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`
}

// What nobody learned is null, not missing: only a word that is not in the dictionary is a mistake.
const scopeOf = (facts: WordFacts, audience: Audience, language: string) => ({
  ...facts,
  facts: { ...Object.fromEntries(DIAGNOSIS_FACTS.map((fact) => [fact, null])), ...facts.facts },
  parts: facts.parts ?? [],
  maintenance: { ...Object.fromEntries(MAINTENANCE_FACTS.map((fact) => [fact, null])), ...facts.maintenance },
  audience,
  language,
})

const tidy = (text: string) =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const parsed = new WeakMap<Template, Map<string, Parsed[]>>()

function render(engine: Liquid, template: Template, part: 'subject' | 'body', values: object): string {
  const ofTemplate = parsed.get(template) ?? new Map<string, Parsed[]>()
  parsed.set(template, ofTemplate)
  const key = `${part} ${engine === forHtml ? 'html' : 'text'}`
  const ready = ofTemplate.get(key) ?? engine.parse(template[part])
  ofTemplate.set(key, ready)
  return String(engine.renderSync(ready, values))
}
