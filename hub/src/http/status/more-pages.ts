import { html } from 'hono/html'
import { inZone } from '../../domain/calendar/local-time.ts'
import { saySpan } from '../../domain/instant.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { PublicIncident } from '../../domain/status/summary.ts'
import type { Html } from '../route.ts'
import { frame } from './frame.ts'
import { lastedOf, openIncident, pastIncident, updatesOf } from './incident-parts.ts'
import type { History } from '../site-history.ts'
import { percent } from './status-page.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'

/** The page of one incident: everything that was said, and under which address it is passed on. */
export function incidentPage(view: View, incident: PublicIncident): Html {
  const { words, page } = view
  const name = `incidents/${incident.id}`
  const title = titleOf(incident, words)
  return frame(
    view,
    { name, title: `${title} · ${page.title}` },
    html`<h1 class="plain">${title}</h1>
      <p class="since">${words.stages[incident.stage]} · ${lastedOf(incident, view)}</p>
      ${incident.nextUpdateAt === null ? '' : html`<p class="next">${words.nextUpdate(view.says.clock(incident.nextUpdateAt))}</p>`}
      ${updatesOf(incident.updates, view)} ${incident.updates.length === 0 && !incident.brought ? html`<p>${words.noWords}</p>` : ''}
      ${incident.brought ? html`<p class="since">${words.brought(incident.brought.from)}</p>` : ''}
      ${page.isClients && !incident.brought ? html`<p><a href="${linkTo(view, `notices/${incident.id}`)}">${words.notice.link}</a></p>` : ''}
      ${back(view)}`,
  )
}

/** One month: every incident that began in it, and the way to the months beside it. */
export function monthPage(view: View, month: string): Html {
  const { words, says, months, summary, history, page } = view
  const began = [...summary.open, ...history].filter(({ startedAt }) => inZone(startedAt, page.timezone).toString().startsWith(month))
  const here = months.indexOf(month)
  const beside = [months[here + 1], months[here - 1]].filter((one) => one !== undefined)
  return frame(
    view,
    { name: `history/${month}`, title: `${says.month(month)} · ${page.title}` },
    html`<h1 class="plain">${words.past}: ${says.month(month)}</h1>
      ${began.length === 0 ? html`<p class="empty">${words.noneIn(says.month(month))}</p>` : ''}
      ${began.map((incident) => (incident.resolvedAt === null ? openIncident(incident, view) : pastIncident(incident, view)))}
      <p class="beside">${beside.map((one) => html`<a href="${linkTo(view, `history/${one}`)}">${says.month(one)}</a> `)}</p>
      ${back(view)}`,
  )
}

/** The days of one site as a table, the newest first: the same as its bars, in words. */
export function daysPage(view: View, site: string, { bars, availability }: History): Html {
  const { words, says, page } = view
  const { columns } = words
  return frame(
    view,
    { name: `days/${site}`, title: `${site}: ${words.dayByDay} · ${page.title}` },
    html`<h1 class="plain">${site}: ${words.dayByDay}</h1>
      <p>${availability === null ? '' : `${words.whileWatched(percent(availability))}. `}${words.method}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">${columns.day}</th>
            <th scope="col">${columns.seen}</th>
            <th scope="col">${columns.outage}</th>
            <th scope="col">${columns.watched}</th>
          </tr>
        </thead>
        <tbody>
          ${bars.toReversed().map(
            ({ date, state, down, known }) =>
              html`<tr>
                <th scope="row">${says.day(date)}</th>
                <td>${words.days[state]}</td>
                <td>${down === 0 ? '–' : saySpan(down)}</td>
                <td>${saySpan(known)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${back(view)}`,
  )
}

const back = (view: View) => html`<p class="back"><a href="${linkTo(view, 'index')}">${view.words.toPage}</a></p>`
