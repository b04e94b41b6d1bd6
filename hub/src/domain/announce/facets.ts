/** A link in a post of Bluesky: where it begins and ends, in bytes of UTF-8 (lexicon app.bsky.richtext.facet). */
export type Facet = {
  readonly index: { readonly byteStart: number; readonly byteEnd: number }
  readonly features: readonly [{ readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }]
}

const bytes = new TextEncoder()
const lengthOf = (text: string) => bytes.encode(text).length

/** The links of a post: without these Bluesky shows them as plain words. */
export const facetsOf = (text: string): Facet[] =>
  [...text.matchAll(/https?:\/\/[^\s]*[^\s.,;:!?)\]}'"]/g)].map(({ 0: uri, index }) => {
    const byteStart = lengthOf(text.slice(0, index))
    return { index: { byteStart, byteEnd: byteStart + lengthOf(uri) }, features: [{ $type: 'app.bsky.richtext.facet#link', uri }] }
  })
