import { html } from 'hono/html'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Around } from '../around.ts'
import { callerOf, page } from '../route.ts'
import type { Answer, Route } from '../route.ts'
import { policyWith } from '../shields.ts'
import { builtScreens } from './built-screens.ts'
import { shell } from './shell.ts'
import { teamWords } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

/** The addresses that the screens of `web/` have taken over; every other page is made by the server. */
export const TAKEN_OVER: Readonly<Record<string, string>> = {
  '/': 'What is on now.',
  '/incidents/:id': 'The room of one incident.',
  '/sites': 'The sites and how they stand.',
  '/messages': 'What was said to whom, and how each delivery stands.',
  '/messages/:key': 'One message, as it was sent.',
  '/tasks': 'What people still have to do, the next due first.',
  '/drills': 'Exercises of the team: planned, running and past, with what they showed.',
  '/reports': 'A month of everybody, a partner or a client.',
  '/sites/:site': 'All that is known of one site.',
  '/on-call': 'Who is on call, now and in the days ahead.',
  '/maintenance': 'Planned maintenance, the next first.',
  '/maintenance/new': 'Plans a window, and shows beforehand who reads what and when.',
  '/brands': 'Partners, their brands in DNS, and the contacts.',
  '/warnings': 'What will become an outage if nobody acts.',
  '/incidents/:id/review': 'The post-incident review.',
  '/channels': 'Connects a chat, pager or tracker of others.',
  '/health': 'Whether Allclear itself is well.',
  '/audit': 'Who did what, when, from where.',
  '/readiness': 'What would fail us at 3 am, as a list to work off.',
  '/contacts/:book': 'Whom to tell of the outages of a client, or of a partner itself.',
  '/sites/:site/edit': 'What is said of a site, and by whom.',
  '/sites/new': 'A site from its address.',
  '/sites/import': 'Sites from a file of another program.',
  '/hosts': 'The servers, as their agents see them.',
  '/hosts/:host': 'One server: its day, what happened there, what it was told to do.',
  '/probes': 'The locations from which sites are seen, and the probes there.',
  '/people': 'The people, the ways to reach them, and who may what.',
  '/providers': 'The providers, and how to reach them.',
  '/proposals': 'What reviews propose to change, and what became of it.',
  '/larger': 'Outages that several sites share.',
  '/inbox': 'Mail and alerts that wait for a person to say where they belong.',
  '/clients/:client/edit': 'What is said of a client, and by whom.',
  '/partners/:partner/edit': 'What is said of a partner and its brand, and by whom.',
  '/playbooks': 'What happens in an outage of each kind.',
  '/playbooks/:playbook': 'One playbook: its text, its steps, its versions.',
}

/** Pages that the browser draws itself, and the files they are made of. Without a build they say so, and the other pages go on. */
export function appRoutes(around: Around, screensOf = builtScreens): Route[] {
  const pages = Object.entries(TAKEN_OVER).map(([path, does]) =>
    page({
      method: 'GET',
      path,
      who: 'viewer',
      does,
      answer: (asked): Answer => {
        const built = screensOf()
        if (built) return appPage(built.index)
        const words = teamWords(asked)
        const head = { title: 'Allclear', caller: callerOf(asked), words }
        return { status: 503, page: shell(around, head, notBuilt(words)) }
      },
    }),
  )
  return [...pages, fileRoute(screensOf)]
}

// Styles that a component makes while it runs carry the word of this one answer; no other inline style is taken.
function appPage(index: string): Answer {
  const nonce = randomBytes(16).toString('base64')
  const headers = { 'content-security-policy': policyWith(nonce), 'cache-control': 'no-store' }
  return { text: index.replaceAll('STYLE-NONCE', nonce), type: 'text/html; charset=utf-8', headers }
}

// From the list that the build left, never from a path someone asks for; the name of each file changes with its content.
const fileRoute = (screensOf: typeof builtScreens): Route =>
  page({
    method: 'GET',
    path: '/assets/:file',
    who: 'anyone',
    does: 'A file that the screens are made of.',
    params: z.strictObject({ file: z.string().max(200) }),
    answer: (asked): Answer => {
      const found = screensOf()?.files.get(asked.params.file)
      if (!found) return { status: 404, text: 'There is no such file.', type: 'text/plain; charset=utf-8' }
      const accepted = asked.header('accept-encoding') ?? ''
      const coding = (['br', 'gzip'] as const).find((one) => found[one] && accepted.includes(one))
      const headers = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
      return {
        bytes: coding ? found[coding]! : found.plain,
        type: found.type,
        headers: coding ? { ...headers, 'content-encoding': coding } : headers,
      }
    },
  })

const notBuilt = ({ shell: words }: TeamWords) =>
  html`<h1>${words.notBuilt}</h1>
    <p>${words.howToBuild(html`<code>npm start</code>`, html`<code>node web/build.mjs</code>`)}</p>`
