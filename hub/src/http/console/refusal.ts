import { html } from 'hono/html'
import type { Html } from '../route.ts'
import { plainPage } from './shell.ts'

/** An error as a page: what is wrong, what to do, the id to ask for, and, where somebody wanted in, the way back. */
export const refusalPage = (
  status: number,
  { message, fix, id }: { message: string; fix: string; id: string },
  back: string | null,
): Html =>
  plainPage(
    message,
    html`<p class="code">${status}</p>
      <h1>${message}</h1>
      <p>${fix}</p>
      ${back === null ? '' : html`<p><a class="button" href="${back}">Back to the log-in</a></p>`}
      <p class="quiet">Reference ${id}</p>`,
  )
