import { html } from 'hono/html'
import type { Group } from '../../domain/status/page.ts'
import { sentenceOf } from '../../domain/status/sentence.ts'
import { stateOfGroup } from '../../domain/status/summary.ts'
import type { Component, ComponentState } from '../../domain/status/summary.ts'
import { icon } from '../icon.ts'
import type { IconName } from '@allclear/wire/icon.ts'
import type { Html } from '../route.ts'
import { barsDrawing } from './bars-drawing.ts'
import { frame } from './frame.ts'
import { openIncident, pastIncident } from './incident-parts.ts'
import { DAYS_SHOWN } from '../site-history.ts'
import type { History } from '../site-history.ts'
import { plannedSection } from './planned-section.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'

const PAST_SHOWN = 5
const DAYS_ON_A_PHONE = 30

/** The whole page: what is the matter in one sentence, what is being done, how each site stands, and what was. It works without JavaScript (COM-6). */
export function statusPage(view: View): Html {
  const { page, summary, words } = view
  const title = `${summary.indicator === 'none' ? '' : '● '}${page.title} · ${words.status}`
  return frame(
    view,
    { name: 'index', title },
    html`${headline(view)} ${summary.open.map((incident) => openIncident(incident, view))} ${plannedSection(view)} ${componentsOf(view)}
    ${pastOf(view)}`,
  )
}

function headline({ summary: { indicator, components }, words }: View): Html {
  const watching =
    components.some((component) => component.watching) && components.every(({ state, watching }) => watching || state === 'operational')
  const isWorkedOn = components.some(({ state }) => state === 'under_maintenance')
  const shape: IconName =
    indicator === 'none' ? (isWorkedOn ? 'tool' : 'check') : watching ? 'eye' : indicator === 'minor' ? 'wave' : 'cross'
  return html`<section class="headline ${watching ? 'watching' : indicator}" aria-labelledby="sentence">
    <span class="badge">${icon(shape)}</span>
    <h1 id="sentence">${sentenceOf(components, words)}</h1>
  </section>`
}

function componentsOf(view: View): Html {
  const { summary, page, words } = view
  if (summary.components.length === 0) return html`<p class="empty">${words.nothing}</p>`
  const grouped = new Map(page.groups.flatMap((group) => group.sites.map((site): [string, Group] => [site, group])))
  return html`<section class="components" aria-labelledby="sites">
    <h2 id="sites">${page.sites.length === 1 ? words.site : words.sites}</h2>
    <ul>
      ${summary.components.map((component) => {
        const group = grouped.get(component.site)
        if (group === undefined) return componentOf(component, view)
        return group.sites[0] === component.site ? groupOf(group, view) : ''
      })}
    </ul>
    <p class="legend">
      ${(['well', 'partial', 'down', 'unknown'] as const).map((state) => html`<span><i class="bar ${state}"></i>${words.days[state]}</span>`)}
    </p>
    <p class="method">${words.method}</p>
  </section>`
}

// A group is closed while all is well in it, and opens by itself when a member is not.
function groupOf({ name, sites }: Group, view: View): Html {
  const members = view.summary.components.filter(({ site }) => sites.includes(site))
  const state = stateOfGroup(members.map((member) => member.state))
  const watching = state !== 'operational' && members.every((member) => member.watching || member.state === 'operational')
  return html`<li class="group">
    <details ${state === 'operational' ? '' : 'open'}>
      <summary><span class="name">${name}</span> ${stateOf({ state, watching }, view)}</summary>
      <ul>
        ${members.map((component) => componentOf(component, view))}
      </ul>
    </details>
  </li>`
}

const ICONS: Record<ComponentState, IconName> = {
  operational: 'check',
  degraded_performance: 'wave',
  partial_outage: 'half',
  major_outage: 'cross',
  under_maintenance: 'tool',
}

const stateOf = ({ state, watching }: Pick<Component, 'state' | 'watching'>, { words }: View): Html =>
  html`<span class="state ${watching ? 'watching' : state}"
    >${icon(watching ? 'eye' : ICONS[state])} ${watching ? words.stages.monitoring : words.states[state]}</span
  >`

function componentOf(component: Component, view: View): Html {
  const history = view.histories.get(component.site)
  return html`<li>
    <div class="row"><span class="name">${component.site}</span> ${stateOf(component, view)}</div>
    ${history ? barsOf(component.site, history, view) : ''}
  </li>`
}

function barsOf(site: string, { bars, availability }: History, view: View): Html {
  const { words } = view
  const share = availability === null ? null : words.whileWatched(percent(availability))
  const down = bars.filter(({ state }) => state === 'down').length
  const says = [site, share, words.daysDown(down)].filter((part) => part !== null).join(', ')
  return html`${barsDrawing(bars, says)}
    <p class="ends">
      <span class="many">${words.ago(DAYS_SHOWN)}</span><span class="few">${words.ago(DAYS_ON_A_PHONE)}</span>
      <a href="${linkTo(view, `days/${site}`)}" aria-label="${site}: ${words.dayByDay}">${share ?? words.dayByDay}</a
      ><span>${words.today}</span>
    </p>`
}

/** Never rounded up to a hundred: one minute of outage in 90 days is seen. */
export const percent = (share: number) => `${share === 1 ? '100' : (Math.floor(share * 100_000) / 1000).toFixed(3)} %`

function pastOf(view: View): Html {
  const { summary, history, words, since, months, says, page } = view
  const past = history.filter(({ startedAt }) => startedAt >= since).slice(0, PAST_SHOWN)
  const day = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(page.timezone).toPlainDate().toString()
  return html`<section class="past" aria-labelledby="past">
    <h2 id="past">${words.past}</h2>
    ${past.length === 0 ? html`<p class="empty">${words.noneSince(says.day(day), summary.open.length > 0)}</p>` : ''}
    ${past.map((incident) => pastIncident(incident, view))}
    <p><a href="${linkTo(view, `history/${months[0]}`)}">${words.history}</a></p>
  </section>`
}
