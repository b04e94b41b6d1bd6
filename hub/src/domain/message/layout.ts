import type { Audience } from '../playbook/playbook.ts'
import { inkOn, readableOn } from './contrast.ts'
import { escapeHtml, oneLine } from './escape.ts'
import { speaksIn } from './languages/index.ts'
import type { Offer, OffersSaid } from './offers.ts'
import type { Brand, WordFacts } from './word-facts.ts'

/** Where this reader looks for news (COM-8): a responder in the incident, everyone else on their status page. The public stands on it already. */
export function linkOf(audience: Audience, facts: WordFacts, language: string): { readonly url: string; readonly says: string } | null {
  if (audience === 'public') return null
  const { incidentLink, statusLink } = speaksIn(language)
  if (audience === 'responder') return { url: facts.incident_link, says: incidentLink }
  return { url: facts.status_link, says: statusLink }
}

/** The lines under a letter: the partner's own, else the name it speaks under. */
export const signatureOf = ({ signature, name }: Brand): string[] => (signature ?? name).split('\n').map(oneLine)

const COLOUR = /^#[0-9a-f]{6}$/i

const button = (url: string, says: string, colour: string) =>
  `<p style="margin:24px 0 0"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${colour};color:${inkOn(colour)};text-decoration:none;font-weight:600">${escapeHtml(says)}</a></p>
<p class="quiet" style="margin:8px 0 0;font-size:13px;color:#5b6472;word-break:break-all">${escapeHtml(url)}</p>`

const choice = ({ url, says }: Offer, colour: string) =>
  `<a class="button" href="${escapeHtml(url)}" style="display:inline-block;margin:0 6px 8px 0;padding:10px 18px;border-radius:6px;background:${colour};color:${inkOn(colour)};text-decoration:none;font-weight:600">${escapeHtml(says)}</a>`

const question = ({ asks, votes }: NonNullable<OffersSaid['helpful']>) =>
  [escapeHtml(asks), ...votes.map(({ says, url }) => `<a href="${escapeHtml(url)}" style="color:inherit">${escapeHtml(says)}</a>`)].join(
    ' ',
  )

// A logo stands on white, whatever its colours; the bar below it is the brand's. Without one the name stands in the bar.
function head({ name, logo }: Brand, colour: string): string {
  if (logo === null || !logo.startsWith('https://'))
    return `<div style="padding:14px 28px;background:${colour};color:${inkOn(colour)};font-weight:600">${escapeHtml(name)}</div>`
  const picture = `<img src="${escapeHtml(logo)}" alt="${escapeHtml(name)}" height="36" style="display:block;height:36px;max-width:240px;border:0;color:#1c2430;font-weight:600">`
  return `<div style="padding:14px 28px;background:#ffffff;border-bottom:4px solid ${colour}">${picture}</div>`
}

/** What stands around the words of one letter. */
export type Letter = {
  readonly subject: string
  readonly audience: Audience
  readonly language: string
  readonly facts: WordFacts
  readonly offers: OffersSaid
}

/** One plain letter in the speaker's brand: a bar, the words, a button. It reads in clients without CSS, on a phone and in the dark. */
export function layOut(letter: Letter & { readonly body: string }): string {
  const { brand } = letter.facts
  const { answers, helpful } = letter.offers
  const colour = COLOUR.test(brand.colour) ? brand.colour : '#334155'
  const link = linkOf(letter.audience, letter.facts, letter.language)
  const buttons = [
    ...(answers.length === 0 ? [] : [`<p style="margin:24px 0 0">${answers.map((answer) => choice(answer, colour)).join(' ')}</p>`]),
    ...(link ? [button(link.url, link.says, colour)] : []),
  ].join('\n')
  const note = letter.facts.quickened_note === null ? '' : ` · ${escapeHtml(letter.facts.quickened_note)}`
  return `<!doctype html>
<html lang="${escapeHtml(letter.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>
a { color: ${readableOn('#ffffff', colour)} }
@media (prefers-color-scheme: dark) {
  body, .ground { background: #14171c !important }
  .letter { background: #1d2129 !important; color: #e8eaee !important }
  .letter h1, .letter h2 { color: #ffffff !important }
  .quiet { color: #a3abb8 !important }
  .words a:not(.button) { color: #9cc8ff !important }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f3f4f6">
<div class="ground" style="padding:24px 12px;background:#f3f4f6">
<div class="letter" style="max-width:560px;margin:0 auto;background:#ffffff;color:#1c2430;border-radius:8px;overflow:hidden;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
${head(brand, colour)}
<div class="words" style="padding:24px 28px 28px">
${letter.body.trim()}
${buttons}
</div>
<div class="quiet" style="padding:0 28px 24px;font-size:13px;color:#5b6472">${signatureOf(brand).map(escapeHtml).join('<br>')}${note}${helpful === null ? '' : `<br>${question(helpful)}`}</div>
</div>
</div>
</body>
</html>
`
}
