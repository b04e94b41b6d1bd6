import { html } from 'hono/html'
import { z } from 'zod'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { sayRemedy } from '../../domain/diagnosis/remedies.ts'
import type { HandedCause, HandOver } from '../../domain/handover/hand-over.ts'
import { zoneLines } from '../../domain/handover/restore.ts'
import { sayHandOver } from '../../domain/handover/say-hand-over.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { AUDIENCES } from '../../domain/playbook/say-step.ts'
import type { Around } from '../around.ts'
import { gatherHandOver } from '../hand-over-of.ts'
import { icon } from '../icon.ts'
import { incidentNumber } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { sayCause, sayPattern } from './cause-words.ts'
import { showEntry } from './entry-words.ts'
import { PHASES } from './phase-words.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { exactly, moment, placeOf, zoneOf } from './times.ts'

/** `/incidents/<n>/hand-over`: everything the next tier needs on one page that prints well (DIA-8). */
export const handOverPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/incidents/:id/hand-over',
    who: 'viewer',
    does: 'The hand-over of an incident for the next tier.',
    params: z.strictObject({ id: incidentNumber }),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const plan = around.plan()
      const zone = zoneOf(plan, caller)
      const over = await gatherHandOver(around, caller, asked.params.id, zone)
      const title = `Hand-over · ${over.site} · Incident ${over.incident} · Allclear`
      return { page: shell(around, { title, caller, now: over.at }, sheet({ over, plan, zone })) }
    },
  })

type Sheet = { readonly over: HandOver; readonly plan: Plan; readonly zone: string }

const sheet = (all: Sheet): Html[] => [
  head(all),
  html`<div class="hand-over">
    ${cause(all)} ${changed(all)} ${next(all)} ${restore(all)} ${contacts(all)} ${tried(all)} ${told(all)} ${timeline(all)} ${evidence(all)}
    ${asText(all)}
  </div>`,
]

function head({ over, zone }: Sheet): Html {
  const { incident, site, url, broken, phase, at, acknowledgedBy, parent, earlier } = over
  return html`<p class="crumb"><a href="/incidents/${incident}">Incident ${incident}</a></p>
    <section class="room-head">
      <h1><span class="kind">Hand-over</span> ${site}</h1>
      <p class="lead">${pill(PHASES[phase])} ${acknowledgedBy === null ? '' : html`<span>With ${acknowledgedBy}</span>`}</p>
      <p class="broken">${broken}</p>
      ${parent === null ? '' : html`<p>${parent.says}</p>`}
      <p class="quiet">
        Incident ${incident} · as of ${sayTime(at, zone)}; times in ${placeOf(zone)} ${url === null ? '' : html`· <span>${url}</span>`}
        ${earlier === null ? '' : html`· came back after <a href="/incidents/${earlier.incident}/hand-over">incident ${earlier.incident}</a>`}
      </p>
      <p class="ways">
        <a class="button" href="/api/v1/incidents/${incident}/hand-over" download="incident-${incident}.json">Download JSON</a>
      </p>
    </section>`
}

const panel = (id: string, name: string, content: Html | readonly Html[]): Html =>
  html`<section id="${id}" class="panel" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${name}</h2>
    ${content}
  </section>`

const percent = (share: number) => `${Math.round(share * 100)} %`
const sentences = (lines: readonly string[]) =>
  html`<ul class="because">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`

function cause({ over }: Sheet): Html {
  if (!over.cause) return panel('cause', 'Cause', html`<p class="quiet">Not known yet.</p>`)
  const { id, title, confidence, confirmed, because, root, pattern, check } = over.cause
  return panel('cause', 'Cause', [
    html`<p class="big">${title}</p>
      <p class="quiet">
        <code>${id}</code> · ${percent(confidence)} sure ·
        ${confirmed ? 'confirmed' : 'not confirmed'}${pattern === null ? '' : ` · ${sayPattern(pattern)}`}
      </p>`,
    sentences(because),
    ...(root === null ? [] : [html`<p>Behind it: ${sayCause(root)}.</p>`]),
    ...doubts(over.cause),
    ...(check === null ? [] : [html`<h3>To see it for yourself</h3>`, html`<pre tabindex="0" aria-label="Command">${check}</pre>`]),
  ])
}

const doubts = ({ against, alternatives }: HandedCause): Html[] => [
  ...(against.length === 0 ? [] : [html`<h3>What speaks against it</h3>`, sentences(against)]),
  ...(alternatives.length === 0
    ? []
    : [html`<h3>What else it might be</h3>`, sentences(alternatives.map((other) => `${other.title}, ${percent(other.confidence)}`))]),
]

function changed({ over: { lastGood, changed: found, at }, zone }: Sheet): Html {
  const name = 'What changed since it last worked'
  if (!lastGood)
    return panel('changed', name, html`<p class="quiet">Not known: the site was never looked at closely while it was well.</p>`)
  return panel('changed', name, [
    lastGood.seen === null ? html`` : html`<p class="quiet">Last seen well ${moment(lastGood.seen, zone, at)}.</p>`,
    found.changes.length === 0 ? html`<p>Nothing that was compared.</p>` : html``,
    html`<dl class="changes">
      ${found.changes.map(
        ({ what, before, now, firstSeen }) =>
          html`<div>
            <dt>${what}</dt>
            <dd>
              <span class="before">${before}</span> <span aria-label="is now">→</span> <strong>${now}</strong>
              <small class="quiet">first seen ${moment(firstSeen, zone, at)}</small>
            </dd>
          </div>`,
      )}
    </dl>`,
    found.same.length === 0 ? html`` : html`<p class="quiet">The same as before: ${found.same.join(', ')}.</p>`,
  ])
}

const rows = (items: readonly Html[]): Html =>
  html`<ul class="rows">
    ${items.map((one) => html`<li>${one}</li>`)}
  </ul>`

function next({ over, zone }: Sheet): Html {
  const { next: ahead, at } = over
  const remedy = over.cause && sayRemedy(over.cause.id, over.cause.confirmed)
  const tasks = ahead.tasks.map(({ title, people, dueAt, contact }) => {
    const more = [people.join(', '), contact ?? ''].filter((part) => part !== '').join(' · ')
    return html`<span>${icon('ring')} ${title} <small class="quiet">${more}</small></span>
      ${dueAt === null ? '' : html`<span class="quiet">due ${moment(dueAt, zone, at)}</span>`}`
  })
  const steps = ahead.steps.map(
    (step) =>
      html`<span>${step.does} <small class="quiet">${step.when}</small></span>
        ${step.at === null ? '' : html`<span class="quiet">${moment(step.at, zone, at)}</span>`}`,
  )
  return panel('next', 'What to do next', [
    remedy === null ? html`` : html`<p>${remedy}</p>`,
    tasks.length === 0 ? html`<p class="quiet">No task is open.</p>` : rows(tasks),
    ...(steps.length === 0 ? [] : [html`<h3>What happens by itself</h3>`, rows(steps)]),
  ])
}

function restore({ over: { next: ahead } }: Sheet): Html | string {
  if (ahead.restore.length === 0) return ''
  const instead = ahead.restore.flatMap(({ name, type, now }) =>
    now === null ? [] : [`${name} ${type} is now ${now.length === 0 ? 'missing' : now.join(', ')}.`],
  )
  return panel('restore', 'Values to put back', [
    html`<p class="quiet">As they stood when the site last worked.</p>`,
    html`<pre tabindex="0" aria-label="Records to put back">${ahead.restore.flatMap(zoneLines).join('\n')}</pre>`,
    sentences(instead),
  ])
}

function contacts({ over: { next: ahead } }: Sheet): Html | string {
  if (ahead.contacts.length === 0) return ''
  return panel(
    'contacts',
    'Whom to ask',
    rows(
      ahead.contacts.map(
        ({ roles, name, support, login, authority, status }) =>
          html`<span
            >${name} <small class="quiet">${roles.join(', ')}</small>
            <small
              >${[way('Support', support.url), way('Phone', support.phone), way('Mail', support.mail), way('Login', login), way('Status', status), way('May speak with it', authority)]}</small
            ></span
          >`,
      ),
    ),
  )
}

// Only a web address can be pressed; whatever else a plan holds is text.
const way = (name: string, where: string | null): Html | string =>
  where === null
    ? ''
    : html`<span class="way">${name}: ${/^https?:\/\//.test(where) ? html`<a href="${where}" rel="noreferrer">${where}</a>` : where}</span>`

function tried({ over, zone }: Sheet): Html {
  const items = over.tried.map(({ kind, at, what, result, by, output }) => {
    const shape = kind === 'note' ? 'flag' : result === 'failed' ? 'cross' : result === 'done' ? 'check' : 'dots'
    const said = kind === 'note' ? `note by ${by ?? 'somebody'}` : `${result ?? ''}${by === null ? '' : ` by ${by}`}`
    return html`<span
        >${icon(shape)} ${what} <small class="quiet">${said}</small> ${output ? html`<code class="output">${output}</code>` : ''}</span
      >
      <span class="quiet">${moment(at, zone, over.at)}</span>`
  })
  return panel('tried', 'What was tried', items.length === 0 ? html`<p class="quiet">Nothing yet.</p>` : rows(items))
}

function told({ over, zone }: Sheet): Html {
  const items = over.told.map(
    ({ at, audience, channel, name, to, subject, state, reason }) =>
      html`<span
          >${subject}
          <small class="quiet"
            >${AUDIENCES[audience]}, ${[name, ...to].filter((one) => one !== '').join(', ')} by ${channel} ·
            ${state}${reason === null ? '' : `: ${reason}`}</small
          ></span
        >
        <span class="quiet">${moment(at, zone, over.at)}</span>`,
  )
  return panel('told', 'Who was told', items.length === 0 ? html`<p class="quiet">Nobody yet.</p>` : rows(items))
}

const timeline = ({ over, plan, zone }: Sheet): Html =>
  html`<section class="panel timeline" aria-labelledby="timeline-name">
    <h2 id="timeline-name">Timeline</h2>
    <ol class="log">
      ${over.timeline.map((entry) => {
        const { icon: shape, what, detail } = showEntry(entry, plan)
        return html`<li class="${entry.kind}">
          <span class="when">${exactly(entry.at, zone)}</span><span class="dot">${icon(shape)}</span>
          <span class="line">${what}${detail === null ? '' : html`<small>${detail}</small>`}</span>
        </li>`
      })}
    </ol>
  </section>`

function evidence({ over: { evidence: seen, lastGood, at }, zone }: Sheet): Html {
  const { checks, looks, leftOut } = seen
  const pieces = [
    ...checks.map((check) => piece('Failed check', check.at, { monitor: check.monitor, result: check.result })),
    ...looks.map((look) => piece('Look of the diagnosis', look.at, { diagnosis: look.diagnosis, evidence: look.evidence })),
    ...(lastGood ? [piece('Last known good', lastGood.seen, lastGood)] : []),
  ]
  const count = (n: number, what: string) => (n === 0 ? [] : [`${n} ${what}${n === 1 ? '' : 's'}`])
  const left = [...count(leftOut.checks, 'check'), ...count(leftOut.looks, 'look')]
  return panel('seen', 'Evidence', [
    ...(pieces.length === 0 ? [html`<p class="quiet">None kept yet.</p>`] : pieces),
    left.length > 0 ? html`<p class="quiet">Left out between the first and the latest: ${left.join(' and ')}.</p>` : html``,
  ])

  function piece(name: string, when: HandOver['at'] | null, body: unknown): Html {
    return html`<details>
      <summary>${name} ${when === null ? '' : html`<span class="quiet">${moment(when, zone, at)}</span>`}</summary>
      <pre tabindex="0" aria-label="${name}">${JSON.stringify(body, null, 2).slice(0, 20_000)}</pre>
    </details>`
  }
}

const asText = ({ over, plan, zone }: Sheet): Html =>
  html`<details class="panel as-text">
    <summary>As text, to paste into a ticket</summary>
    <pre tabindex="0" aria-label="The hand-over as text">${sayHandOver(over, zone, (id) => plan.people[id]?.name ?? id)}</pre>
  </details>`
