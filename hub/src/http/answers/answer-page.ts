import { html } from 'hono/html'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { linkFor, OPERATOR } from '../../domain/audience/pages.ts'
import type { GivenAnswer } from '../../domain/incident/incident.ts'
import { answerWords } from '../../domain/message/answer-words.ts'
import type { AnswerWords } from '../../domain/message/answer-words.ts'
import { PORTAL_WORDS } from '../../domain/message/portal-words.ts'
import { languageFor } from '../../domain/status/page-words.ts'
import { VOTES, withoutOffers } from '../../domain/message/answers.ts'
import type { AnswerId, VoteId } from '../../domain/message/answers.ts'
import { brandOf, languageOf, zoneOf } from '../../domain/message/word-facts-of.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Vote } from '../../store/votes.ts'
import { privatePage } from '../portal/frame.ts'
import type { Html } from '../route.ts'
import type { Opened } from './open-link.ts'

type Asked = {
  readonly token: string
  readonly wanted: AnswerId | VoteId | null // the button that was pressed in the message
  readonly vote: Vote | null
  readonly isLate: boolean // an answer came that could not be recorded
}

/** What a message asked, in the words they saw, and the buttons that answer. In the brand and language of the message; without JavaScript. */
export function answerPage(plan: Plan, opened: Opened, asked: Asked): Html {
  const { message, site, reader } = opened
  const language = languageFor(languageOf(plan, site, reader)) ?? 'en'
  const words = answerWords(language)
  const isVote = asked.wanted === 'helpful' || asked.wanted === 'unhelpful' || opened.offers.length === 0
  const slug = reader === 'client' ? (site.client ?? site.partner) : OPERATOR
  return privatePage(
    { language, title: message.subject, slug },
    html`
      <header class="top">
        <span class="logo"><span class="mark" aria-hidden="true"></span>${brandOf(plan, site, reader).name}</span>
        <span class="whose">${site.id}</span>
      </header>
      <main id="main">
        <h1>${isVote ? words.helpful : message.subject}</h1>
        ${isVote ? voting(asked, words, message.recipient.name) : answering(opened, asked, words, zoneOf(plan, site, { audience: reader }))}
        <h2>${words.theirWords}</h2>
        ${isVote ? html`<p>${message.subject}</p>` : ''}
        <div class="letter">${withoutOffers(message.text)}</div>
        <p>
          <a href="/a/${asked.token}/site">${PORTAL_WORDS[language].mySite}</a> ·
          <a href="${linkFor(plan, site.id, reader)}">${words.status}</a>
        </p>
      </main>
    `,
  )
}

function answering({ offers, given, isAsked, message }: Opened, asked: Asked, words: AnswerWords, zone: string): Html {
  const last = given.at(-1)
  const left = isAsked ? offers.filter((id) => !given.some((answer) => idOf(answer) === id)) : []
  const isStale = asked.isLate || (!isAsked && !last)
  return html`${last ? html`<p class="said" role="status">${words.thanks} ${words.recorded} <strong>${words[idOf(last)]}</strong> (${sayTime(last.at, zone)})</p>` : ''}
  ${isStale ? html`<p class="late" role="alert">${words.tooLate}</p>` : ''}
  ${left.length === 0 ? '' : form(asked, words, { buttons: sorted(left, asked.wanted).map((id) => ({ id, says: words[id] })), text: words.text, name: message.recipient.name })}`
}

const voting = (asked: Asked, words: AnswerWords, name: string): Html =>
  html`${asked.vote ? html`<p class="said" role="status">${words.thanks} ${words.recorded} <strong>${words.votes[asked.vote.helpful ? 'helpful' : 'unhelpful']}</strong>. ${words.canChange}</p>` : ''}
  ${form(asked, words, { buttons: sorted(VOTES, asked.wanted).map((id) => ({ id, says: words.votes[id] })), text: words.comment, name })}`

function form(
  { token }: Asked,
  words: AnswerWords,
  {
    buttons,
    text,
    name,
  }: { readonly buttons: readonly { readonly id: string; readonly says: string }[]; readonly text: string; readonly name: string },
): Html {
  return html`<form method="post" action="/a/${token}" class="answer">
    <label>${words.name}<input name="name" value="${name}" maxlength="100" autocomplete="name" /></label>
    <label>${text}<textarea name="text" rows="3" maxlength="2000"></textarea></label>
    <p class="choices">
      ${buttons.map(({ id, says }, n) => html`<button name="answer" value="${id}" class="${n === 0 ? 'first' : ''}">${says}</button>`)}
    </p>
    <p class="quiet">${words.nothingYet}</p>
  </form>`
}

// What was pressed in the message comes first.
const sorted = <Id extends string>(ids: readonly Id[], wanted: string | null): readonly Id[] =>
  ids.toSorted((a, b) => Number(b === wanted) - Number(a === wanted))

const idOf = ({ what, says }: GivenAnswer): AnswerId => (what === 'approved' ? 'yes' : what === 'declined' ? 'no' : (says ?? 'done'))
