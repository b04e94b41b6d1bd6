import { blueskyLength, graphemesOf, mastodonLength, xLength } from './lengths.ts'
import type { Network } from './networks.ts'

/** What is announced, and where more of it stands. */
export type Announced = { readonly subject: string; readonly text: string; readonly link: string }

type Rule = { readonly most: number; readonly length: (text: string) => number }

/** How long a post may be, as the network counts. The others take whatever an announcement is. */
const RULES: Readonly<Partial<Record<Network, Rule>>> = {
  mastodon: { most: 500, length: mastodonLength },
  bluesky: { most: 300, length: blueskyLength },
  x: { most: 280, length: xLength },
}

/**
 * An announcement as one post of a network: what it is about, its words, and the link to the status page. What is too long loses the end
 * of its words, at a space; the link is never cut.
 */
export function writePost(network: Network, { subject, text, link }: Announced): string {
  const said = [oneLine(subject), text.trim().replace(/[ \t]*\n\s*\n\s*/g, '\n\n')].filter((part) => part !== '').join('\n\n')
  const whole = (words: string) => `${words}\n\n${link}`
  const rule = RULES[network]
  if (!rule || rule.length(whole(said)) <= rule.most) return whole(said)
  return whole(cutTo(said, (words) => rule.length(whole(words)) <= rule.most))
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

// The longest beginning that fits with its dots. Lengths only grow with the text, so half of what is left is ruled out each time.
function cutTo(text: string, fits: (words: string) => boolean): string {
  const all = graphemesOf(text)
  let [least, most] = [0, all.length]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (fits(shortened(all, middle))) least = middle
    else most = middle - 1
  }
  return shortened(all, least)
}

// A word as long as a line is none that anyone would miss the beginning of.
function shortened(all: readonly string[], length: number): string {
  const kept = all.slice(0, length).join('')
  const isWithinWord = /\S/.test(all[length] ?? ' ')
  return `${(isWithinWord ? kept.replace(/\s+\S{0,30}$/, '') : kept).trimEnd()}…`
}
