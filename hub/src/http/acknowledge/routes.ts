import { html } from 'hono/html'
import { z } from 'zod'
import { sayTime } from '../../domain/calendar/say-time.ts'
import { isLiving } from '../../domain/incident/is-living.ts'
import { minutes } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { plainPage } from '../console/shell.ts'
import { languageOf } from '../console/words/index.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { acknowledgeAs, whoseItIs } from './acknowledge-as.ts'
import type { Outcome } from './acknowledge-as.ts'
import { ACKNOWLEDGE_WORDS } from './acknowledge-words.ts'
import type { AcknowledgeWords } from './acknowledge-words.ts'
import { openPage } from './open-page.ts'
import type { Paged } from './open-page.ts'

const params = z.strictObject({ token: z.string().max(100) })
const headers = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' }

/**
 * `/a/<token>/acknowledge`: the link of a page, without login (RES-6). Opening it changes nothing; a press acknowledges in the name of whom the
 * page was for. It is good for the outage that it was sent for and no later one.
 */
export function acknowledgeRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 300, per: minutes(1) })
  const admit = (ip: string) => {
    const wait = knocks(ip, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  return [
    page({
      method: 'GET',
      path: '/a/:token/acknowledge',
      who: 'anyone',
      does: 'Shows what a page is about, with a button to acknowledge.',
      params,
      answer: async (asked) => {
        admit(asked.ip)
        const paged = await mustOpen(around, asked.params.token)
        const words = ACKNOWLEDGE_WORDS[languageOf(asked)]
        return { page: shown(paged, whoseItIs(around, paged.incident, paged.person, words), words), headers }
      },
    }),
    {
      ...page({
        method: 'POST',
        path: '/a/:token/acknowledge',
        who: 'anyone',
        does: 'Acknowledges in the name of whom the page was for.',
        provesItself: true,
        params,
        answer: async (asked) => {
          admit(asked.ip)
          const { person, incident } = await mustOpen(around, asked.params.token)
          const words = ACKNOWLEDGE_WORDS[languageOf(asked)]
          const outcome = await acknowledgeAs(around, { person, number: Number(incident.id), through: 'by the link of a page', words })
          const paged = await mustOpen(around, asked.params.token)
          return { page: shown(paged, outcome, words), status: outcome.isTheirs ? 200 : 409, headers }
        },
      }),
      reads: 'text', // a push app presses the button with a body of its own, or none
    },
  ]
}

async function mustOpen(around: Around, token: string): Promise<Paged & { readonly token: string }> {
  const paged = await openPage(around, token)
  if (!paged || paged.isOfEarlierOutage)
    throw new Problem('not-found', 'link_unknown', 'This link does not work, or no longer.', 'Open the newest page, or log in.')
  return { ...paged, token }
}

function shown(
  { message, incident, person, token }: Paged & { readonly token: string },
  { isTheirs, says }: Outcome,
  words: AcknowledgeWords,
): Html {
  const since = sayTime(incident.detectedAt, person.timezone, words.language)
  const { acknowledgedBy, offeredTo } = incident.ladder
  const isOpen = isLiving(incident) && (acknowledgedBy === null || offeredTo === person.id)
  return plainPage(
    message.subject,
    html`<h1 lang="en">${message.subject}</h1>
      <p>${words.isFor(person.name, incident.id, incident.site, since)}</p>
      <p role="status"><strong>${isTheirs ? `${words.thanks} ${says}` : says}</strong></p>
      ${
        isOpen && !isTheirs
          ? html`<form method="post" action="/a/${token}/acknowledge">
              <button class="primary">${words.acknowledge(person.name)}</button>
            </form>`
          : ''
      }
      <p class="quiet"><a href="/incidents/${incident.id}">${words.open}</a> ${words.asksToLogIn}</p>`,
    words.language,
  )
}
