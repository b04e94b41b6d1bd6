import { html } from 'hono/html'
import { z } from 'zod'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { sayRemedy } from '../../domain/diagnosis/remedies.ts'
import type { Instant } from '../../domain/instant.ts'
import type { HandedCause, HandOver } from '../../domain/handover/hand-over.ts'
import { zoneLines } from '../../domain/handover/restore.ts'
import { sayHandOver } from '../../domain/handover/say-hand-over.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import { gatherHandOver } from '../hand-over-of.ts'
import { icon } from '../icon.ts'
import { incidentNumber } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { sayCause } from './cause-words.ts'
import { showEntry } from './entry-words.ts'
import { PHASES } from './phase-words.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { exactly, moment, placeOf, zoneOf } from './times.ts'
import { teamWords } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

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
      const team = teamWords(asked)
      const words = team.handOver
      const when = (at: Instant) => moment(at, { zone, now: over.at, language: team.language })
      const title = `${words.title} · ${over.site} · ${team.incident(over.incident)} · Allclear`
      return { page: shell(around, { title, caller, words: team }, sheet({ over, plan, zone, when, team, words })) }
    },
  })

type Sheet = {
  readonly over: HandOver
  readonly plan: Plan
  readonly zone: string
  readonly when: (at: Instant) => Html
  readonly team: TeamWords
  readonly words: TeamWords['handOver']
}

const sheet = (all: Sheet): Html[] => [
  head(all),
  html`<div class="hand-over">
    ${cause(all)} ${changed(all)} ${next(all)} ${restore(all)} ${contacts(all)} ${tried(all)} ${told(all)} ${timeline(all)} ${evidence(all)}
    ${asText(all)}
  </div>`,
]

function head({ over, zone, team, words }: Sheet): Html {
  const { incident, site, url, broken, phase, at, acknowledgedBy, parent, earlier } = over
  return html`<p class="crumb"><a href="/incidents/${incident}">${team.incident(incident)}</a></p>
    <section class="room-head">
      <h1><span class="kind">${words.title}</span> ${site}</h1>
      <p class="lead">
        ${pill({ ...PHASES[phase], words: team.phases[phase] })}
        ${acknowledgedBy === null ? '' : html`<span>${words.with(acknowledgedBy)}</span>`}
      </p>
      <p class="broken" lang="en">${broken}</p>
      ${parent === null ? '' : html`<p lang="en">${parent.says}</p>`}
      <p class="quiet">
        ${team.incident(incident)} · ${words.asOf(sayTime(at, zone, team.language), placeOf(zone))}
        ${url === null ? '' : html`· <span>${url}</span>`}
        ${earlier === null ? '' : html`· ${words.cameBack(html`<a href="/incidents/${earlier.incident}/hand-over">${words.earlier(earlier.incident)}</a>`)}`}
      </p>
      <p class="ways">
        <a class="button" href="/api/v1/incidents/${incident}/hand-over" download="incident-${incident}.json">${words.download}</a>
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
  html`<ul class="because" lang="en">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`

function cause({ over, words }: Sheet): Html {
  if (!over.cause) return panel('cause', words.cause, html`<p class="quiet">${words.unknown}</p>`)
  const { id, title, confidence, confirmed, because, root, pattern, check } = over.cause
  return panel('cause', words.cause, [
    html`<p class="big" lang="en">${title}</p>
      <p class="quiet">
        <code>${id}</code> · ${words.sure(percent(confidence))} ·
        ${confirmed ? words.confirmed : words.unconfirmed}${pattern === null ? '' : ` · ${words.patterns[pattern]}`}
      </p>`,
    sentences(because),
    ...(root === null ? [] : [html`<p>${words.behind(sayCause(root))}</p>`]),
    ...doubts(over.cause, words),
    ...(check === null ? [] : [html`<h3>${words.seeYourself}</h3>`, html`<pre tabindex="0" aria-label="${words.command}">${check}</pre>`]),
  ])
}

const doubts = ({ against, alternatives }: HandedCause, words: Sheet['words']): Html[] => [
  ...(against.length === 0 ? [] : [html`<h3>${words.against}</h3>`, sentences(against)]),
  ...(alternatives.length === 0
    ? []
    : [html`<h3>${words.alternatives}</h3>`, sentences(alternatives.map((other) => `${other.title}, ${percent(other.confidence)}`))]),
]

function changed({ over: { lastGood, changed: found }, when, words }: Sheet): Html {
  if (!lastGood) return panel('changed', words.changed, html`<p class="quiet">${words.neverLooked}</p>`)
  return panel('changed', words.changed, [
    lastGood.seen === null ? html`` : html`<p class="quiet">${words.lastWell(when(lastGood.seen))}</p>`,
    found.changes.length === 0 ? html`<p>${words.noChange}</p>` : html``,
    html`<dl class="changes">
      ${found.changes.map(
        ({ what, before, now, firstSeen }) =>
          html`<div>
            <dt lang="en">${what}</dt>
            <dd>
              <span class="before">${before}</span> <span aria-label="${words.isNow}">→</span> <strong>${now}</strong>
              <small class="quiet">${words.firstSeen(when(firstSeen))}</small>
            </dd>
          </div>`,
      )}
    </dl>`,
    found.same.length === 0 ? html`` : html`<p class="quiet">${words.same(found.same.join(', '))}</p>`,
  ])
}

const rows = (items: readonly Html[]): Html =>
  html`<ul class="rows">
    ${items.map((one) => html`<li>${one}</li>`)}
  </ul>`

function next({ over, when, words }: Sheet): Html {
  const { next: ahead } = over
  const remedy = over.cause && sayRemedy(over.cause.id, over.cause.confirmed)
  const tasks = ahead.tasks.map(({ title, people, dueAt, contact }) => {
    const more = [people.join(', '), contact ?? ''].filter((part) => part !== '').join(' · ')
    return html`<span>${icon('ring')} ${title} <small class="quiet">${more}</small></span>
      ${dueAt === null ? '' : html`<span class="quiet">${words.due(when(dueAt))}</span>`}`
  })
  const steps = ahead.steps.map(
    (step) =>
      html`<span lang="en">${step.does} <small class="quiet">${step.when}</small></span>
        ${step.at === null ? '' : html`<span class="quiet">${when(step.at)}</span>`}`,
  )
  return panel('next', words.next, [
    remedy === null ? html`` : html`<p lang="en">${remedy}</p>`,
    tasks.length === 0 ? html`<p class="quiet">${words.noTask}</p>` : rows(tasks),
    ...(steps.length === 0 ? [] : [html`<h3>${words.byItself}</h3>`, rows(steps)]),
  ])
}

function restore({ over: { next: ahead }, words }: Sheet): Html | string {
  if (ahead.restore.length === 0) return ''
  const instead = ahead.restore.flatMap(({ name, type, now }) => {
    if (now === null) return []
    return now.length === 0 ? words.isMissing(`${name} ${type}`) : words.isInstead(`${name} ${type}`, now.join(', '))
  })
  return panel('restore', words.restore, [
    html`<p class="quiet">${words.asItStood}</p>`,
    html`<pre tabindex="0" aria-label="${words.records}">${ahead.restore.flatMap(zoneLines).join('\n')}</pre>`,
    html`<ul class="because">
      ${instead.map((line) => html`<li>${line}</li>`)}
    </ul>`,
  ])
}

function contacts({ over: { next: ahead }, team, words }: Sheet): Html | string {
  if (ahead.contacts.length === 0) return ''
  const way = (name: string, where: string | null) =>
    where === null ? '' : html`<span class="way">${name}${team.colon} ${pressable(where)}</span>`
  return panel(
    'contacts',
    words.whomToAsk,
    rows(
      ahead.contacts.map(
        ({ roles, name, support, login, authority, status }) =>
          html`<span
            >${name} <small class="quiet">${roles.join(', ')}</small>
            <small
              >${[way(words.support, support.url), way(words.phone, support.phone), way(words.mail, support.mail), way(words.login, login), way(words.status, status), way(words.authority, authority)]}</small
            ></span
          >`,
      ),
    ),
  )
}

// Only a web address can be pressed; whatever else a plan holds is text.
const pressable = (where: string) => (/^https?:\/\//.test(where) ? html`<a href="${where}" rel="noreferrer">${where}</a>` : where)

function tried({ over, when, words }: Sheet): Html {
  const items = over.tried.map(({ kind, at, what, result, by, output }) => {
    const shape = kind === 'note' ? 'flag' : result === 'failed' ? 'cross' : result === 'done' ? 'check' : 'dots'
    const said =
      kind === 'note' || result === null
        ? words.note(by ?? words.somebody)
        : by === null
          ? words.results[result]
          : words.by(words.results[result], by)
    return html`<span
        >${icon(shape)} ${what} <small class="quiet">${said}</small> ${output ? html`<code class="output">${output}</code>` : ''}</span
      >
      <span class="quiet">${when(at)}</span>`
  })
  return panel('tried', words.tried, items.length === 0 ? html`<p class="quiet">${words.nothing}</p>` : rows(items))
}

function told({ over, when, team, words }: Sheet): Html {
  const items = over.told.map(
    ({ at, audience, channel, name, to, subject, state, reason }) =>
      html`<span
          >${subject}
          <small class="quiet"
            >${words.tell([team.audiences[audience], name, ...to].filter((one) => one !== '').join(', '), team.channels[channel] ?? channel)}
            ·
            ${(team.deliveries as Readonly<Record<string, string>>)[state] ?? state}${reason === null ? '' : `${team.colon} ${reason}`}</small
          ></span
        >
        <span class="quiet">${when(at)}</span>`,
  )
  return panel('told', words.told, items.length === 0 ? html`<p class="quiet">${words.nobody}</p>` : rows(items))
}

const timeline = ({ over, plan, zone, team, words }: Sheet): Html =>
  html`<section class="panel timeline" aria-labelledby="timeline-name">
    <h2 id="timeline-name">${words.timeline}</h2>
    <ol class="log" lang="en">
      ${over.timeline.map((entry) => {
        const { icon: shape, what, detail } = showEntry(entry, plan)
        return html`<li class="${entry.kind}">
          <span class="when">${exactly(entry.at, zone, team.language)}</span><span class="dot">${icon(shape)}</span>
          <span class="line">${what}${detail === null ? '' : html`<small>${detail}</small>`}</span>
        </li>`
      })}
    </ol>
  </section>`

function evidence({ over: { evidence: seen, lastGood }, when, words }: Sheet): Html {
  const { checks, looks, leftOut } = seen
  const pieces = [
    ...checks.map((check) => piece(words.failedCheck, check.at, { monitor: check.monitor, result: check.result })),
    ...looks.map((look) => piece(words.look, look.at, { diagnosis: look.diagnosis, evidence: look.evidence })),
    ...(lastGood ? [piece(words.lastGood, lastGood.seen, lastGood)] : []),
  ]
  return panel('seen', words.evidence, [
    ...(pieces.length === 0 ? [html`<p class="quiet">${words.noneKept}</p>`] : pieces),
    leftOut.checks + leftOut.looks > 0 ? html`<p class="quiet">${words.leftOut(leftOut.checks, leftOut.looks)}</p>` : html``,
  ])

  function piece(name: string, at: Instant | null, body: unknown): Html {
    return html`<details>
      <summary>${name} ${at === null ? '' : html`<span class="quiet">${when(at)}</span>`}</summary>
      <pre tabindex="0" aria-label="${name}">${JSON.stringify(body, null, 2).slice(0, 20_000)}</pre>
    </details>`
  }
}

const asText = ({ over, plan, zone, words }: Sheet): Html =>
  html`<details class="panel as-text">
    <summary>${words.asText}</summary>
    <pre tabindex="0" lang="en" aria-label="${words.theText}">${sayHandOver(over, zone, (id) => plan.people[id]?.name ?? id)}</pre>
  </details>`
