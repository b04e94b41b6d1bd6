import { html } from 'hono/html'
import type { Html } from '../route.ts'
import { plainPage } from './shell.ts'
import type { TeamWords } from './words/index.ts'

/** An error as a page: what is wrong, what to do, the id to ask for, and, where somebody wanted in, the way back. */
export const refusalPage = (
  status: number,
  { message, fix, id }: { message: string; fix: string; id: string },
  { back, words: { language, refusal: words } }: { readonly back: string | null; readonly words: TeamWords },
): Html =>
  plainPage(
    message,
    html`<p class="code">${status}</p>
      <h1 lang="en">${message}</h1>
      <p lang="en">${fix}</p>
      ${back === null ? '' : html`<p><a class="button" href="${back}">${words.back}</a></p>`}
      <p class="quiet">${words.reference(id)}</p>`,
    language,
  )
