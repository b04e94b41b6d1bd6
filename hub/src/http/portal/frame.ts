import { html } from 'hono/html'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import type { PortalWords } from '../../domain/message/portal-words.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { REPORT_WORDS } from '../../domain/report/report-words.ts'
import { languageFor, PAGE_WORDS } from '../../domain/status/page-words.ts'
import type { PageLanguage, PageWords } from '../../domain/status/page-words.ts'
import { saysIn } from '../../domain/status/say-when.ts'
import type { Says } from '../../domain/status/say-when.ts'
import type { Caller } from '../caller.ts'
import type { Html } from '../route.ts'

/** Through whose eyes the portal is seen: a partner's, or those of one of its clients. */
export type Scope = {
  readonly partner: string
  readonly client: string | null
  readonly brand: string
  readonly slug: string // of the status page in this brand
  readonly language: PageLanguage
  readonly words: PortalWords
  readonly page: PageWords
  readonly says: Says
  readonly caller: Caller
}

/** The scope of a session; the tenant comes from nowhere else. */
export function scopeOf(plan: Plan, caller: Caller): Scope {
  const partner = plan.partners[caller.partner ?? '']
  if (!partner) throw new Error('a portal without a partner was asked for')
  const client = caller.client === null ? undefined : plan.clients[caller.client]
  const language = languageFor(client?.language ?? partner.language) ?? 'en'
  return {
    ...{ partner: partner.id, client: caller.client, brand: partner.brand.from.name || partner.name, slug: client?.id ?? partner.id },
    ...{ language, words: PORTAL_WORDS[language], page: PAGE_WORDS[language] },
    says: saysIn(language, client?.timezone ?? partner.timezone),
    caller,
  }
}

/** By whom something was done, as the portal may say it: an address of their own, else the brand; the operator's people are not named. */
export const theirName = ({ brand }: Scope, by: string | null): string => (by?.includes('@') ? by : brand)

/** What stands around every page of the portal: the partner's brand, and the way to the other pages. It names nobody else. */
export function portalPage({ brand, slug, language, words, caller }: Scope, title: string, main: Html): Html {
  const mayKeep = caller.role !== 'client'
  const link = (path: string, name: string) =>
    name === title ? html`<a href="${path}" aria-current="page">${name}</a>` : html`<a href="${path}">${name}</a>`
  return privatePage(
    { language, title: `${title} · ${brand}`, slug },
    html`<header class="top">
        <span class="logo"><span class="mark" aria-hidden="true"></span>${brand}</span>
        <nav aria-label="${words.portal}">
          ${link('/portal/', words.portal)} ${link('/portal/reports', REPORT_WORDS[language].portal.reports)}
          ${mayKeep ? link('/portal/contacts', words.contacts) : ''}
          ${caller.role === 'partner-admin' ? link('/portal/people', words.people) : ''}
        </nav>
        <form method="post" action="/portal/logout"><button>${words.logOut}</button></form>
      </header>
      <main id="main">${main}</main>`,
  )
}

/** A page before anyone has said who they are. */
export const openPage = (language: PageLanguage, title: string, main: Html, slug: string | null = null): Html =>
  privatePage({ language, title, slug }, html`<main id="main">${main}</main>`)

type Titled = { readonly language: PageLanguage; readonly title: string; readonly slug: string | null }

/** A page that only its reader is to find, in the colours of `slug`; without JavaScript. */
export const privatePage = ({ language, title, slug }: Titled, body: Html): Html =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        <link rel="stylesheet" href="/status.css" />
        <link rel="stylesheet" href="/answers.css" />
        ${slug === null ? '' : html`<link rel="stylesheet" href="/status/${slug}/brand.css" />`}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        ${body}
      </body>
    </html>`
