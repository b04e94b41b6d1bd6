import { html } from 'hono/html'
import { READINESS_WORDS } from '../../domain/message/readiness-words.ts'
import type { PartnersKind } from '../../domain/message/readiness-words.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { ownerOf } from '../../domain/readiness/finding-kind.ts'
import type { Look } from '../../domain/readiness/finding-kind.ts'
import type { Around } from '../around.ts'
import { judgedFor } from '../readiness.ts'
import type { Html } from '../route.ts'
import type { Scope } from './frame.ts'

const SHOWN = 20

/** What of a partner's readiness it can mend itself, the heaviest first, each with its form (PRP-2). */
export async function atNight(around: Around, { partner, language }: Scope): Promise<Html> {
  const words = READINESS_WORDS[language]
  const judged = await judgedFor(around, partner)
  const lines = judged.flatMap(({ kind, looks }) => {
    const say = Object.hasOwn(words.lines, kind.id) ? words.lines[kind.id as PartnersKind] : undefined
    return looks.flatMap((look) => {
      if (!say || look.wrong === null || look.wrong === 'unknown' || ownerOf(kind, look) === 'operator') return []
      return [{ said: say(nameOf(around.plan(), look)), place: look.wrong.place }]
    })
  })
  return html`<h2>${words.heading}</h2>
    ${lines.length === 0 ? html`<p>${words.nothing}</p>` : ''}
    <ul class="stand">
      ${lines
        .slice(0, SHOWN)
        .map(
          ({ said, place }) =>
            html`<li>
              ${said}
              ${place.portal === undefined ? html`${words.record}: <code>${place.field}</code>` : html`<a href="${place.portal}">${words.mend}</a>`}
            </li>`,
        )}
    </ul>`
}

// A client, the partner itself, one of their contacts, or a site.
function nameOf({ clients, partners }: Plan, { subject }: Look): string {
  const [id, contact] = subject.split('/') as [string, string?]
  return contact ?? clients[id]?.name ?? partners[id]?.name ?? id
}
