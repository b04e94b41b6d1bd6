import { html } from 'hono/html'
import type { Html } from '../route.ts'
import { plainPage } from './shell.ts'

/** An error as a page: what is wrong, what to do, and the id to ask for. */
export const refusalPage = (status: number, { message, fix, id }: { message: string; fix: string; id: string }): Html =>
  plainPage(
    message,
    html`<p class="code">${status}</p>
      <h1>${message}</h1>
      <p>${fix}</p>
      <p class="quiet">Reference ${id}</p>`,
  )
