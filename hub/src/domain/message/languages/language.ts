import type { Service } from '../../triage/beside-the-page.ts'
import type { Pace } from '../../playbook/quicken.ts'

/** What the product itself says in one language, beside the templates: everything that stands around them or is put into them. */
export type Language = {
  readonly greeting: (name: string) => string // begins a letter, without the comma
  readonly colon: string // between a phrase and what follows it
  readonly statusLink: string // leads to the recipient's status page (COM-8)
  readonly incidentLink: string // leads responders into the incident
  readonly ahead: {
    readonly subject: (site: string) => string
    readonly domain: (domain: string, day: string) => string
    readonly bill: (site: string, day: string) => string
    readonly plan: (site: string, used: string, most: string) => string // `9 GB`, `10 GB`
    readonly hole: (site: string, part: string) => string // `contact-form-7`
    readonly asks: string
  } // a letter about what will become an outage (PRE-4); it never says that a site is down
  readonly mayWeWrite: (client: string) => string // asks a partner about words to its client, which follow
  readonly looksFrom: (clock: string) => string // in a gap of coverage (RES-1)
  readonly demonstration: (pace: Pace) => string // how fast the demonstration runs
  readonly visitorsSee: {
    readonly error: string
    readonly tls: string
    readonly domain: string
    readonly dns: string
    readonly security: string
    readonly service: string
  } // after "Visitors see"
  readonly services: Readonly<Record<Service, string>> // what fails while the page works, in the middle of a sentence
  readonly causes: Readonly<Record<string, string>> // by cause, after "because"
  readonly titles: Readonly<Record<string, string>> // by cause, as a partner reads its name
  readonly per: { readonly month: string; readonly year: string } | null // in a price; null: prices are said as they were written
  readonly evidence: string | null // says before each sentence of evidence that it is English; null where that is no surprise
}
