import { html } from 'hono/html'
import { withoutOffers } from '../../domain/message/answers.ts'
import { answerToken } from '../../engine/deliver/answer-token.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { openMessage } from '../answers/open-link.ts'
import type { Around } from '../around.ts'
import { booksOf } from '../contact-books.ts'
import { page } from '../route.ts'
import { callerOf } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { siteStates } from '../site-state.ts'
import { openIncident, pastIncident } from '../status/incident-parts.ts'
import { newsOf } from '../status/page-news.ts'
import type { PageNews } from '../status/page-news.ts'
import { viewOf } from '../status/view.ts'
import { atNight } from './at-night.ts'
import { portalPage, scopeOf } from './frame.ts'
import type { Scope } from './frame.ts'

const SHOWN = 50
const READ = 500

/** `/portal/`: what needs their answer first, then what would hold us up, the sites, what happened, and what was said to their clients in whose name (COM-1, REA-5). */
export const portalHome = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/portal/',
    who: 'client',
    does: 'What a partner, or one of its clients, has to answer and may know.',
    answer: async (asked) => {
      const scope = scopeOf(around.plan(), callerOf(asked))
      const [news, messages] = await Promise.all([
        newsOf(around, scope.slug),
        listMessages(around.store.db, { partner: scope.partner, states: ['delivered', 'uncertain'], limit: READ }),
      ])
      const [first, second, night, last] = await Promise.all([
        waiting(around, scope, messages),
        sites(around, scope, news),
        scope.client === null ? atNight(around, scope) : '',
        said(around, scope, messages),
      ])
      return { page: portalPage(scope, scope.words.portal, html`${first} ${night} ${second} ${happened(scope, news)} ${last}`) }
    },
  })

async function waiting(around: Around, { words, partner, client, caller, says }: Scope, messages: readonly Message[]): Promise<Html> {
  const reader = client === null ? 'partner' : 'client'
  const opened = await Promise.all(
    messages.filter(({ recipient }) => recipient.audience === reader).map((message) => openMessage(around, message)),
  )
  const open = opened.flatMap((one) => {
    const isTheirs = one !== null && (client === null || one.site.client === client)
    return isTheirs && one.isAsked && one.offers.length > 0 && one.given.length === 0 ? [one] : []
  })
  const now = around.clock.now()
  const stale = caller.role === 'client' ? [] : (await booksOf(around, partner)).filter(({ book }) => book !== null && book.dueAt <= now)
  return html`<h1>${words.needsAnswer}</h1>
    ${open.length + stale.length === 0 ? html`<p class="said">${words.nothingAsked}</p>` : ''}
    <ul class="asked">
      ${open.map(
        ({ message }) =>
          html`<li>
            <a href="/a/${answerToken(around.answerKey, message)}">${message.subject}</a> <span>${says.time(message.orderedAt)}</span>
          </li>`,
      )}
      ${stale.map(({ name }) => html`<li><a href="/portal/contacts">${words.contacts}: ${name}</a> <span>${words.stale}</span></li>`)}
    </ul>`
}

async function sites(around: Around, { page, client, partner, language, says }: Scope, { histories }: PageNews): Promise<Html> {
  const percent = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 3 })
  const states = (await siteStates(around, partner)).filter(({ site }) => client === null || site.client === client)
  return html`<h2>${page.sites}</h2>
    <ul class="stand">
      ${states.map(({ site, state, since }) => {
        const availability = histories.get(site.id)?.availability ?? null
        const isDown = state === 'down'
        const more = [
          ...(isDown && since !== null ? [page.since(says.time(since))] : []),
          ...(availability === null ? [] : [page.whileWatched(percent.format(availability))]),
        ]
        const [stands, as] = isDown
          ? [page.days.down, 'down']
          : state === 'unknown'
            ? [page.days.unknown, 'quiet']
            : [page.days.well, 'well']
        return html`<li>
          <strong>${site.id}</strong>
          <span class="${as}">${stands}</span> ${more.length === 0 ? '' : html`<small>${more.join(' · ')}</small>`}
        </li>`
      })}
    </ul>`
}

function happened({ language, words }: Scope, news: PageNews): Html {
  const view = { ...viewOf(news, language, '', null), root: `/status/${news.page.slug}/` as never }
  const { open, past } = news.summary
  return html`<h2>${words.happened}</h2>
    ${open.map((incident) => openIncident(incident, view))} ${past.slice(0, SHOWN).map((incident) => pastIncident(incident, view))}`
}

// To whom, when, in whose name and in which words; the answers in a letter are its reader's alone.
async function said(around: Around, { words, client, says }: Scope, messages: readonly Message[]): Promise<Html> {
  const { clients } = around.plan()
  const addresses = new Set((client === null ? [] : (clients[client]?.contacts ?? [])).flatMap(({ mail, phone }) => [mail, phone]))
  const theirs = messages.filter(
    ({ recipient, incident }) =>
      recipient.audience === 'client' && incident !== null && (client === null || addresses.has(recipient.address[0]!)),
  )
  return html`<h2>${client === null ? words.said : words.letters}</h2>
    ${theirs.length === 0 ? html`<p>${words.noLetters}</p>` : ''}
    ${theirs.slice(0, SHOWN).map(
      ({ subject, text, recipient, settledAt, orderedAt }) =>
        html`<details>
          <summary>${says.time(settledAt ?? orderedAt)} · ${recipient.name}: ${subject} (${words.inName(recipient.from)})</summary>
          <div class="letter">${withoutOffers(text)}</div>
        </details>`,
    )}`
}
