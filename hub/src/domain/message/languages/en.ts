import { CAUSES } from '../../diagnosis/taxonomy.ts'
import type { Language } from './language.ts'

export const en: Language = {
  greeting: (name) => `Hello ${name}`,
  colon: ':',
  statusLink: 'See how things stand',
  incidentLink: 'Open the incident',
  looksFrom: (clock) => `A person looks from ${clock}`,
  demonstration: (seconds) => `A demonstration: 15 minutes pass in ${seconds} seconds.`,
  visitorsSee: {
    error: 'an error instead of the website',
    tls: 'a security warning instead of the website',
    domain: 'an error, or a page of another company, instead of the website',
    dns: 'an error instead of the website, some of them perhaps only at times',
    security: 'pages that are not as they should be, or a warning',
  },
  causes: Object.fromEntries(CAUSES.map(({ id, plain }) => [id, plain])),
}
