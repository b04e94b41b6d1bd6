import { html } from 'hono/html'
import { saySpan } from '../../domain/instant.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { PublicIncident } from '../../domain/status/summary.ts'
import type { Html } from '../route.ts'
import { frame } from './frame.ts'
import { lastedOf, openIncident, pastIncident, updatesOf } from './incident-parts.ts'
import type { History } from '../site-history.ts'
import { titleOfLeaf } from './leaves.ts'
import type { Leaf } from './leaves.ts'
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

/** One leaf of what was, with the way to the older and the newer one. */
export function historyPage(
  view: View,
  leaf: Leaf,
  { older, newer }: { readonly older: Leaf | undefined; readonly newer: Leaf | undefined },
): Html {
  const { words, page } = view
  const title = titleOfLeaf(leaf, view)
  const link = (to: Leaf | undefined, rel: string) =>
    to ? html`<a href="${linkTo(view, to.name)}" rel="${rel}">${titleOfLeaf(to, view)}</a> ` : ''
  return frame(
    view,
    { name: leaf.name, title: `${title} · ${page.title}` },
    html`<h1 class="plain">${words.past}: ${title}</h1>
      ${leaf.incidents.length === 0 ? html`<p class="empty">${words.noneIn(title)}</p>` : ''}
      ${leaf.incidents.map((incident) => (incident.resolvedAt === null ? openIncident(incident, view) : pastIncident(incident, view)))}
      <p class="beside">${link(older, 'next')}${link(newer, 'prev')}</p>
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
