import assert from 'node:assert/strict'
import { test } from 'node:test'
import { facetsOf } from './facets.ts'
import { blueskyLength, mastodonLength, xLength } from './lengths.ts'
import { NETWORKS } from './networks.ts'
import { writePost } from './write-post.ts'

const LINK = `https://status.harbor.example/${'a'.repeat(60)}`

for (const [text, length] of [
  ['plain words', 11],
  [LINK, 23],
  [`see ${LINK} now`, 31],
  ['日本', 4],
  ['Größe', 5],
  ['👩‍👩‍👧‍👦', 2],
  ['🇩🇪', 2],
  ['a – b', 5],
  ['cornerbakery.com', 23], // X makes a link of it
  ['cornerbakery.example', 20], // and not of this
  ['cafe\u0301', 4],
] as const)
  test(`X counts ${length} for ${JSON.stringify(text.slice(0, 30))} (COM-7)`, () => assert.equal(xLength(text), length))

test('Mastodon counts a link as 23 and an emoji as one, Bluesky a link in full (COM-7)', () => {
  assert.deepEqual([mastodonLength(`👩‍👩‍👧‍👦 ${LINK}`), blueskyLength(`👩‍👩‍👧‍👦 ${LINK}`)], [25, 2 + LINK.length])
})

test('a link of a Bluesky post is named by its bytes, without the full stop behind it (COM-7)', () => {
  const text = 'Größe 🥐: https://a.example/x?y=1. Ende'
  const [facet, ...none] = facetsOf(text)
  const { byteStart, byteEnd } = facet!.index
  assert.deepEqual([Buffer.from(text).subarray(byteStart, byteEnd).toString(), none], ['https://a.example/x?y=1', []])
  assert.equal(facet!.features[0].uri, 'https://a.example/x?y=1')
})

const words = 'Visitors see an error. '.repeat(60)
const LIMITS = { x: [280, xLength], mastodon: [500, mastodonLength], bluesky: [300, blueskyLength] } as const

for (const [network, [most, length]] of Object.entries(LIMITS) as [keyof typeof LIMITS, [number, (text: string) => number]][])
  test(`what is too long for ${network} is cut at a space, uses its room and keeps its link (COM-7)`, () => {
    for (const text of [words, '日本語のお知らせ '.repeat(80), 'ä'.repeat(900), `${'👩‍👩‍👧‍👦 '.repeat(400)}`]) {
      const post = writePost(network, { subject: 'shop.com is down', text, link: LINK })
      const used = length(post)
      assert.ok(used <= most && used > most - 40, `${used}`)
      assert.match(post, new RegExp(`^shop\\.com is down\n\n[^]*…\n\n${LINK}$`))
    }
    assert.match(writePost(network, { subject: 's', text: words, link: LINK }), /(Visitors|see|an|error\.)…/)
  })

test('what is short stays as it is, on every network', () => {
  for (const network of NETWORKS)
    assert.equal(writePost(network, { subject: 'A  b', text: 'One.\n \n\nTwo.\n', link: LINK }), `A b\n\nOne.\n\nTwo.\n\n${LINK}`)
  assert.equal(writePost('x', { subject: 'w'.repeat(600), text: '', link: LINK }).split('\n\n')[0], `${'w'.repeat(253)}…`)
})
