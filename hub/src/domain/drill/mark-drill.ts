import type { Words } from '../message/compose.ts'
import { DRILL } from './in-drill.ts'

const SAYS = `${DRILL}. This is an exercise: nothing is down, and nobody outside the team is told.`
const BANNER = `<div class="drill" style="padding:14px 28px;background:#fde68a;color:#1c2430;font-weight:600">${SAYS}</div>\n`

/** The same words as those of a drill, in all their parts: nobody who is paged by it takes it for an outage. */
export function markDrill<W extends Words>(words: W): W {
  const { subject, text, html, gist } = words
  return {
    ...words,
    subject: `${DRILL}: ${subject}`,
    text: `${SAYS}\n\n${text}`,
    html: html.replace('<div class="words"', `${BANNER}<div class="words"`),
    gist: `${DRILL}: ${gist}`,
  }
}
