import type { PageLanguage } from '../status/page-words.ts'
import { de } from './languages/de.ts'
import { en } from './languages/en.ts'
import { es } from './languages/es.ts'
import { fr } from './languages/fr.ts'
import { pt } from './languages/pt.ts'

/** Every word of a report; after `because` stands the cause as the letters say it. */
export type ReportWords = {
  readonly of: (month: string) => string
  readonly fleet: string
  readonly draft: string
  readonly made: (time: string) => string
  readonly corrected: string
  readonly sections: {
    readonly summary: string
    readonly groups: string
    readonly sites: string
    readonly causes: string
    readonly incidents: string
    readonly times: string
    readonly works: string
    readonly prevented: string
    readonly ahead: string
    readonly speed: string
    readonly changes: string
    readonly hosts: string
  }
  readonly figures: {
    readonly availability: string
    readonly goal: (percent: string) => string
    readonly before: (value: string) => string
    readonly down: string
    readonly left: (left: string) => string
    readonly over: (over: string) => string
    readonly planned: string
    readonly plannedPart: (percent: string) => string
    readonly outages: string
    readonly response: string
    readonly responseOf: (met: number, all: number) => string
    readonly credits: string
    readonly creditSites: (sites: number) => string
    readonly prevented: string
    readonly quiet: (alarms: number) => string
    readonly woke: (alarms: number) => string
  }
  readonly columns: {
    readonly whose: string
    readonly sites: string
    readonly site: string
    readonly available: string
    readonly promised: string
    readonly down: string
    readonly left: string
    readonly planned: string
    readonly downPlanned: string
    readonly plannedPart: string
    readonly unknown: string
    readonly credit: string
    readonly because: string
    readonly outages: string
    readonly began: string
    readonly lasted: string
    readonly incident: string
    readonly what: string
    readonly median: string
    readonly longest: string
    readonly promise: string
    readonly late: string
    readonly reason: string
    readonly warned: string
    readonly mended: string
    readonly due: string
    readonly ends: string
    readonly mean: string
    readonly before: string
    readonly worst: string
    readonly change: string
    readonly when: string
    readonly server: string
    readonly cpu: string
    readonly load: string
    readonly memory: string
    readonly disk: string
    readonly mails: string
    readonly logins: string
    readonly spam: string
    readonly restarts: string
    readonly was: string
    readonly now: string
  }
  readonly times: {
    readonly notice: string
    readonly acknowledge: string
    readonly 'first-word': string
    readonly restore: string
  }
  readonly ending: {
    readonly domain: string
    readonly certificate: string
  }
  readonly drift: string
  readonly unknownCause: string
  readonly goesOn: string
  readonly fixes: {
    readonly down: string
    readonly planned: string
    readonly watched: string
    readonly incident: string
    readonly cause: string
    readonly work: string
  }
  readonly method: string
  readonly zone: (zone: string) => string
  readonly letter: {
    readonly subject: (brand: string, month: string) => string
    readonly hello: string
    readonly approve: (link: string) => string
    readonly more: (link: string) => string
  }
  readonly portal: {
    readonly reports: string
    readonly none: string
    readonly approve: string
    readonly approved: (day: string, by: string) => string
    readonly sent: (day: string) => string
    readonly waits: string
  }
}

export const REPORT_WORDS: Readonly<Record<PageLanguage, ReportWords>> = { en, de, es, fr, pt }
