import { html } from 'hono/html'
import { brandOf, languageOf } from '../../domain/message/word-facts-of.ts'
import { answerWords } from '../../domain/message/answer-words.ts'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { offeredIn } from '../../domain/message/answers.ts'
import { languageFor, PAGE_LANGUAGES, PAGE_WORDS } from '../../domain/status/page-words.ts'
import { answerToken } from '../../engine/deliver/answer-token.ts'
import { listMessages } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import type { Around } from '../around.ts'
import { privatePage } from '../portal/frame.ts'
import type { Html } from '../route.ts'
import { siteState } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { lastedOf, moment, updatesOf } from '../status/incident-parts.ts'
import { newsOf } from '../status/page-news.ts'
import { viewOf } from '../status/view.ts'
import type { View } from '../status/view.ts'
import { openMessage } from './open-link.ts'
import type { Opened } from './open-link.ts'

const PAST_SHOWN = 20

/** `/a/<token>/site`: what happened to a reader's site, what they are asked, what was written to them, and how it stood before. Opening it changes nothing. */
export async function siteView(
  around: Around,
  opened: Opened,
  { token, lang }: { token: string; lang: string | undefined },
): Promise<Html> {
  const plan = around.plan()
  const { site, reader } = opened
  const own = languageOf(plan, site, reader)
  const language = languageFor(lang ?? own) ?? 'en'
  const slug = reader === 'client' ? (site.client ?? site.partner) : site.partner === OPERATOR ? OPERATOR : site.partner
  const view = viewOf(await newsOf(around, slug), language, '', null)
  const state = (await siteState(around, site.partner, site.id)) ?? undefined
  const letters = await lettersTo(around, opened)
  const words = PORTAL_WORDS[language]
  return privatePage(
    { language, title: site.id, slug },
    html`
      <header class="top">
        <span class="logo"><span class="mark" aria-hidden="true"></span>${brandOf(plan, site, reader).name}</span>
        <nav aria-label="${words.mySite}">
          ${PAGE_LANGUAGES.filter((other) => other !== language).map(
            (other) => html`<a lang="${other}" hreflang="${other}" href="/a/${token}/site?lang=${other}">${PAGE_WORDS[other].name}</a> `,
          )}
        </nav>
      </header>
      <main id="main">
        <h1>${site.id}</h1>
        ${standing(state, view)}
        <form method="post" action="/a/${token}/check" class="answer">
          <input type="hidden" name="lang" value="${language}" />
          <p class="choices"><button class="first">${words.check}</button></p>
        </form>
        ${askedOf(around, opened, letters, view)} ${happenedTo(opened, view)} ${written(letters, view)} ${before(opened, view)}
      </main>
    `,
  )
}

function standing(state: SiteState | undefined, view: View): Html {
  const words = PORTAL_WORDS[view.language]
  if (!state || state.state === 'unknown') return html`<p>${words.notLooked}</p>`
  const isWell = state.state !== 'down'
  const looked = state.lastCheckAt === null ? '' : words.looked(view.says.time(state.lastCheckAt))
  return html`<p class="${isWell ? 'said' : 'late'}" role="status">
    <strong>${isWell ? words.answers(state.site.id) : words.answersNot(state.site.id)}</strong> ${looked}
  </p>`
}

// Each letter that still waits for this reader, with the way to its own answers.
function askedOf(around: Around, { isAsked }: Opened, letters: readonly Letter[], view: View): Html {
  const words = PORTAL_WORDS[view.language]
  const waiting = letters.filter((letter) => letter.waits)
  return html`<h2>${words.asked}</h2>
    ${waiting.length === 0 && !isAsked ? html`<p>${words.nothingAsked}</p>` : ''}
    <ul>
      ${waiting.map(({ message }) => {
        const link = `/a/${answerToken(around.answerKey, message)}`
        const offers = offeredIn(message.text)
        return html`<li>
          <a href="${link}">${message.subject}</a>:
          ${offers.map((id) => html`<a href="${link}/${id}">${answerWords(view.language)[id]}</a> `)}
        </li>`
      })}
    </ul>`
}

function happenedTo({ incident }: Opened, view: View): Html {
  const words = PORTAL_WORDS[view.language]
  const shown = [...view.summary.open, ...view.summary.past].find(({ id }) => id === incident.id)
  return html`<h2>${words.happened}</h2>
    ${
      shown
        ? html`<p>${view.words.stages[shown.stage]} · ${lastedOf(shown, view)}</p>
            ${updatesOf(shown.updates, view)} ${shown.updates.length === 0 ? html`<p>${view.words.noWords}</p>` : ''}`
        : html`<p>${view.words.noWords}</p>`
    }`
}

const written = (letters: readonly Letter[], view: View): Html =>
  html`<h2>${PORTAL_WORDS[view.language].letters}</h2>
    <ul>
      ${letters.map(({ message }) => html`<li>${moment(message.settledAt ?? message.orderedAt, view)} ${message.subject}</li>`)}
    </ul>`

function before({ site, incident }: Opened, view: View): Html {
  const past = view.summary.past.filter((one) => one.site === site.id && one.id !== incident.id).slice(0, PAST_SHOWN)
  return html`<h2>${view.words.past}</h2>
    ${past.length === 0 ? html`<p>${view.words.noneSince(view.says.time(view.since), true)}</p>` : ''}
    <ul>
      ${past.map((one) => html`<li>${lastedOf(one, view)}</li>`)}
    </ul>`
}

type Letter = { readonly message: Message; readonly waits: boolean }

// What went to this reader's own address, the newest first; what is still on its way has not been said.
async function lettersTo(around: Around, { message: { partner, incident, recipient } }: Opened): Promise<Letter[]> {
  const all = await listMessages(around.store.db, { partner, incident: incident!, states: ['delivered', 'uncertain'], limit: 100 })
  const mine = all.filter((one) => one.recipient.audience === recipient.audience && one.recipient.address[0] === recipient.address[0])
  return Promise.all(
    mine.map(async (message) => {
      const opened = offeredIn(message.text).length === 0 ? null : await openMessage(around, message)
      return { message, waits: opened !== null && opened.isAsked && opened.given.length === 0 }
    }),
  )
}
