import { CAUSES } from '../../diagnosis/taxonomy.ts'
import type { Language } from './language.ts'

const PASSES = { quarter: '15 minutes pass', hour: 'an hour passes', day: 'a day passes' }

export const en: Language = {
  greeting: (name) => `Hello ${name}`,
  colon: ':',
  statusLink: 'See how things stand',
  incidentLink: 'Open the incident',
  ahead: {
    subject: (site) => `${site}: something falls due`,
    domain: (domain, day) => `The registration of ${domain} ends on ${day}. When it ends, your website and your e-mail stop working.`,
    bill: (site, day) => `The hosting of ${site} is to be paid by ${day}. When it is not, the hosting company may switch your website off.`,
    plan: (site, used, most) =>
      `Your hosting plan for ${site} is nearly used up: ${used} of ${most}. When it is full, your website may stop working.`,
    hole: (site, part) =>
      `A security hole is known in ${part}, a part of ${site}. It is to be updated or switched off; until then strangers may get in.`,
    asks: 'Your website works today. Please see to it in good time, or reply to this letter if we may help.',
  },
  mayWeWrite: (client) => `May we write this to ${client}?`,
  looksFrom: (clock) => `A person looks from ${clock}`,
  demonstration: ({ length, seconds }) => `A demonstration: ${PASSES[length]} in ${seconds} seconds.`,
  visitorsSee: {
    error: 'an error instead of the website',
    tls: 'a security warning instead of the website',
    domain: 'an error, or a page of another company, instead of the website',
    dns: 'an error instead of the website, some of them perhaps only at times',
    security: 'pages that are not as they should be, or a warning',
    service: 'the website as usual',
  },
  services: {
    mail: 'e-mail',
    files: 'the access to its files',
    database: 'the database server',
    server: 'a service of the server',
    job: 'a regular job',
  },
  causes: Object.fromEntries(CAUSES.map(({ id, plain }) => [id, plain])),
  titles: Object.fromEntries(CAUSES.map(({ id, title }) => [id, title])),
  per: null,
  evidence: null,
}
