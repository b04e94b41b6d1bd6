import { html } from 'hono/html'
import { z } from 'zod'
import { saySpan } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Around } from '../around.ts'
import { incidentNumber } from '../input.ts'
import { holdReview, newReview, readyReview } from '../review.ts'
import type { ReadyReview } from '../review.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { shell } from './shell.ts'
import { moment } from './times.ts'

const params = z.strictObject({ id: incidentNumber })

/** `/incidents/<n>/review`: the post-incident review, and the form that says it was held (REV-1). */
export function reviewPages(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/incidents/:id/review',
      who: 'viewer',
      does: 'The post-incident review.',
      params,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { id } = asked.params
        const ready = await readyReview(around, caller, id)
        const now = around.clock.now()
        const { timezone } = around.plan().operator
        const title = `Review · Incident ${id} · Allclear`
        return { page: shell(around, { title, current: null, caller, now }, sheet(ready, { zone: timezone, now })) }
      },
    }),
    page({
      method: 'POST',
      path: '/incidents/:id/review',
      who: 'responder',
      does: 'The form that says the review was held.',
      params,
      body: newReview,
      answer: async (asked) => {
        await holdReview(around, callerOf(asked), asked.params.id, asked.body)
        return { redirect: `/incidents/${asked.params.id}/review` }
      },
    }),
  ]
}

const say = (span: Span | null, none: string) => (span === null ? none : saySpan(span))

function sheet({ incident, review, votes, timeline }: ReadyReview, { zone, now }: { zone: string; now: Instant }): Html {
  const { id, site, phase } = incident
  const isOver = phase === 'resolved' || phase === 'reviewed'
  const yes = votes.filter(({ helpful }) => helpful).length
  return html`<p class="crumb"><a href="/incidents/${id}">Incident ${id}</a></p>
    <h1>Review of ${site}</h1>
    <p>
      ${phase === 'reviewed' ? 'Held; the incident is closed.' : isOver ? 'To be held.' : 'The incident is not over: these are its figures so far.'}
    </p>
    <table>
      <caption>
        Against policy
      </caption>
      <thead>
        <tr>
          <th>What</th>
          <th>Took</th>
          <th>Policy</th>
          <th>Kept</th>
        </tr>
      </thead>
      <tbody>
        ${review.measures.map(
          ({ what, took, policy, isLate }) =>
            html`<tr>
              <th scope="row">${what}</th>
              <td>${say(took, 'never')}</td>
              <td>${say(policy, 'none')}</td>
              <td>${policy === null || took === null ? '–' : isLate ? html`<strong>late</strong>` : 'kept'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${list('Late', review.late)} ${list('Bounced', review.bounced)}
    <h2>Was it helpful?</h2>
    <p>${votes.length === 0 ? 'Nobody said.' : `${yes} yes, ${votes.length - yes} no.`}</p>
    <ul>
      ${votes.flatMap(({ comment, by }) => (comment === null ? [] : [html`<li>${by}: “${comment}”</li>`]))}
    </ul>
    ${isOver ? form(id) : ''}
    <h2>Timeline</h2>
    <ol>
      ${timeline.map(({ at, kind, note, subject, template }) => html`<li>${moment(at, zone, now)} ${kind}: ${note ?? subject ?? template ?? ''}</li>`)}
    </ol>`
}

const list = (title: string, lines: readonly string[]) =>
  html`<h2>${title}</h2>
    ${
      lines.length === 0
        ? html`<p>Nothing.</p>`
        : html`<ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
    }`

const form = (id: string) =>
  html`<h2>Hold the review</h2>
    <form method="post" action="/incidents/${id}/review">
      <p>
        <label
          >What was learned, and what will be changed<br /><textarea name="lessons" rows="6" required maxlength="10000"></textarea>
        </label>
      </p>
      <p>
        <label
          >A short version for the status page, where everyone can read it (may stay empty)<br />
          <textarea name="public" rows="3" maxlength="2000"></textarea>
        </label>
      </p>
      <button class="primary">The review was held</button>
    </form>`
