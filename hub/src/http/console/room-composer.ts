import { html } from 'hono/html'
import { pagesOf } from '../../domain/audience/pages.ts'
import { pageOf } from '../../domain/status/page.ts'
import { PAGE_WORDS } from '../../domain/status/page-words.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'
import { clock } from './times.ts'

/** Where a person writes an update for the public (COM-6), with every page on which it will stand and the name under which it will. */
export function composer({ incident, plan, zones }: View): Html {
  const { id, site, promisedAt, phase, verdict } = incident
  const pages = pagesOf(plan, site).flatMap((slug) => pageOf(plan, slug) ?? [])
  const { stages } = PAGE_WORDS.en
  const offered = phase === 'stabilising' ? (['monitoring'] as const) : (['investigating', 'identified', 'monitoring'] as const)
  return html`<details>
    <summary class="button">Write update</summary>
    <form method="post" action="/incidents/${id}/updates">
      <p class="quiet">
        Everyone can read it, under
        “${titleOf({ site, isSlow: verdict?.verdict === 'slow', isPart: verdict?.service !== undefined }, PAGE_WORDS.en)}”, on the status
        pages and feeds of
        ${pages.map(({ slug, title, brand }) => html`<a href="/status/${slug}/">${title}</a> (in the name of ${brand}) `)}
      </p>
      ${promisedAt === null ? '' : html`<p class="quiet">The next word is promised by ${clock(promisedAt, zones.yours)}.</p>`}
      <label for="stage">Stage</label>
      <select id="stage" name="stage">
        ${offered.map((stage) => html`<option value="${stage}">${stages[stage]}</option>`)}
      </select>
      <label for="update">What is known, and what is being done</label>
      <textarea id="update" name="text" rows="4" maxlength="4000" required></textarea>
      <button class="primary">Publish</button>
    </form>
  </details>`
}
