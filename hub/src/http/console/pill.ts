import { html } from 'hono/html'
import { icon } from '../icon.ts'
import type { IconName } from '@allclear/wire/icon.ts'
import type { Html } from '../route.ts'

/** A state in a word, a shape and a colour. */
export const pill = ({ words, icon: shape, tone }: { words: string; icon: IconName; tone: string }): Html =>
  html`<span class="pill ${tone}">${icon(shape)}${words}</span>`
