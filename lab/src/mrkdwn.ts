import { html } from 'hono/html'

type Markup = ReturnType<typeof html>

const MARKS = /<(https?:[^|>]+)(?:\|([^>]+))?>|\*([^*\n]+)\*/g

/** Slack's text as Slack shows it: `*bold*`, `<URL|words>`, and the three escapes `&amp; &lt; &gt;`. */
export function mrkdwn(text: string): Markup[] {
  const pieces: Markup[] = []
  let done = 0
  for (const match of text.matchAll(MARKS)) {
    const [whole, url, words, bold] = match
    pieces.push(plain(text.slice(done, match.index)))
    pieces.push(url === undefined ? html`<strong>${unescaped(bold ?? '')}</strong>` : html`<a href="${url}">${unescaped(words ?? url)}</a>`)
    done = match.index + whole.length
  }
  return [...pieces, plain(text.slice(done))]
}

const plain = (text: string): Markup => html`${unescaped(text)}`

const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
