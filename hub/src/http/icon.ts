import { SHAPES } from '@allclear/wire/icon.ts'
import type { IconName } from '@allclear/wire/icon.ts'
import { html } from 'hono/html'
import type { Html } from './route.ts'

/** A line drawing beside a word; the word carries the meaning, so it is hidden from readers of the screen. */
export const icon = (name: IconName): Html =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="${SHAPES[name]}"></path></svg>`

/** The sign that browsers show beside the title of every page. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#17693f"/><path d="M4.5 8.5l2.5 2.5 4.5-5.5" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'
