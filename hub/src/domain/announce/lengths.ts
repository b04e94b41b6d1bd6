import { parse } from 'tldts'

const LINKS = /https?:\/\/[^\s]+/g
const SHORTENED = 23 // what X (t.co) and Mastodon count for any link

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a reader takes for single characters. */
export const graphemesOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment)

/** How Mastodon counts towards its 500: characters as they are seen, each link as 23 (docs.joinmastodon.org/user/posting). */
export const mastodonLength = (text: string): number => graphemesOf(text.replace(LINKS, 'x'.repeat(SHORTENED))).length

/** How Bluesky counts towards its 300: characters as they are seen, links in full (lexicon app.bsky.feed.post). */
export const blueskyLength = (text: string): number => graphemesOf(text).length

// developer.x.com/en/docs/counting-characters: these count once, everything else twice; an emoji twice, however it is composed.
const LIGHT: readonly (readonly [from: number, to: number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
]
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\u20E3|\p{Regional_Indicator}/u
const BARE_NAMES = /(?<![\w@.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi

/**
 * How X counts towards its 280. A link counts 23; so does the bare name of a site, which X makes a link of where its ending is a real one,
 * and where the name is longer we count it in full, to be on the safe side.
 */
export function xLength(text: string): number {
  let links = 0
  const without = text
    .normalize('NFC')
    .replace(LINKS, () => ((links += SHORTENED), ''))
    .replace(BARE_NAMES, (name) => {
      if (parse(name).isIcann !== true) return name
      links += Math.max(SHORTENED, name.length)
      return ''
    })
  return links + graphemesOf(without).reduce((sum, grapheme) => sum + weightOf(grapheme), 0)
}

const weightOf = (grapheme: string): number =>
  EMOJI.test(grapheme) ? 2 : [...grapheme].reduce((sum, letter) => sum + (isLight(letter.codePointAt(0)!) ? 1 : 2), 0)

const isLight = (code: number) => LIGHT.some(([from, to]) => code >= from && code <= to)
