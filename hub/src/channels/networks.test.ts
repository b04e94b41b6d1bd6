import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { channels } from './index.ts'
import type { ChannelSettings, Outgoing } from './channel.ts'
import type { Network } from '../domain/announce/networks.ts'
import { createChannelNetwork } from '../network/create-network.ts'
import { startHttpDouble } from '../network/http.double.ts'
import type { Heard, Said } from '../network/http.double.ts'

const network = createChannelNetwork({ operatorHosts: ['127.0.0.1'] })
const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const LINK = 'https://status.harbor.example/'
const MESSAGE: Outgoing = {
  ...{ key: '7/opened/1', messageId: '<7@harbor.example>', threadReference: null, to: ['https://social.example'], cc: [] },
  ...{ from: { name: 'Harbor', address: 'noc@harbor.example' }, replyTo: null, html: null, page: null, link: LINK },
  subject: 'booking.example: down',
  text: 'Visitors see <an error> – we look.\n\nNext update by 10:40.\n',
  at: Date.parse('2026-03-01T03:10:00Z'),
}
const ACCOUNT = { account: 'care', place: null, token: 'a token' }

async function post(
  kind: Network,
  answer: (heard: Heard) => Said,
  more: Partial<Outgoing> = {},
  account: Partial<typeof ACCOUNT> & object = {},
) {
  const double = await startHttpDouble(answer)
  closing.push(() => double.close())
  let commits = 0
  const settings: ChannelSettings = { account: { ...ACCOUNT, url: double.url, ...account } }
  const around = { network, signal: AbortSignal.timeout(2000), committing: async () => void commits++ }
  const delivery = await channels.find((one) => one.kind === kind)!.send({ ...MESSAGE, ...more }, settings, around)
  const last = double.heard.at(-1)
  return { url: double.url, delivery, heard: double.heard, last, body: last?.body ? (JSON.parse(last.body) as never) : null, commits }
}
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

test('Mastodon hears a post once, and what follows replies to the first (COM-7)', async () => {
  const says = () => ({ body: { id: '114', url: 'https://social.example/@harbor/114' } })
  const { delivery, last, body, commits } = await post('mastodon', says)
  assert.deepEqual([delivery, commits], [{ outcome: 'delivered', reference: '114 https://social.example/@harbor/114' }, 1])
  assert.deepEqual([last!.method, last!.path, last!.headers['authorization']], ['POST', '/api/v1/statuses', 'Bearer a token'])
  assert.match(String(last!.headers['idempotency-key']), /^[0-9a-f]{64}$/)
  const { status, ...rest } = body as unknown as { status: string }
  assert.equal(status, `booking.example: down\n\nVisitors see <an error> – we look.\n\nNext update by 10:40.\n\n${LINK}`)
  assert.deepEqual(rest, { visibility: 'public' })
  const reply = await post('mastodon', says, { threadReference: '114 https://social.example/@harbor/114' })
  assert.equal((reply.body as unknown as { in_reply_to_id: string }).in_reply_to_id, '114')
})

test('Bluesky logs in, marks the link by its bytes, and a reply names root and parent (COM-7)', async () => {
  const says = ({ path }: Heard): Said =>
    path.endsWith('createSession')
      ? { body: { accessJwt: 'jwt', did: 'did:plc:1' } }
      : { body: { uri: 'at://did:plc:1/app.bsky.feed.post/3k', cid: 'bafy' } }
  const { delivery, heard, body, commits } = await post('bluesky', says)
  const url = 'https://bsky.app/profile/did:plc:1/post/3k'
  assert.deepEqual([delivery, commits], [{ outcome: 'delivered', reference: `at://did:plc:1/app.bsky.feed.post/3k bafy ${url}` }, 1])
  assert.deepEqual(JSON.parse(heard[0]!.body), { identifier: 'care', password: 'a token' })
  assert.equal(heard[1]!.headers['authorization'], 'Bearer jwt')
  const { repo, collection, record } = body as unknown as {
    repo: string
    collection: string
    record: { text: string; facets: { index: { byteStart: number; byteEnd: number } }[]; createdAt: string; reply?: object }
  }
  const { byteStart, byteEnd } = record.facets[0]!.index
  assert.equal(Buffer.from(record.text).subarray(byteStart, byteEnd).toString(), LINK)
  assert.deepEqual([repo, collection, record.createdAt], ['did:plc:1', 'app.bsky.feed.post', '2026-03-01T03:10:00.000Z'])
  const reply = await post('bluesky', says, { threadReference: `at://a bafyA ${url}` })
  const first = { uri: 'at://a', cid: 'bafyA' }
  assert.deepEqual((reply.body as unknown as { record: { reply: object } }).record.reply, { root: first, parent: first })
})

test('a login that fails at Bluesky has posted nothing and is tried again, or refused (COM-7)', async () => {
  const failing = await post('bluesky', () => 'drop')
  assert.deepEqual([failing.delivery.outcome, failing.commits], ['try_later', 0])
  assert.equal((await post('bluesky', () => ({ status: 502 }))).delivery.outcome, 'try_later')
  assert.equal((await post('bluesky', () => ({ status: 401, body: { error: 'AuthenticationRequired' } }))).delivery.outcome, 'refused')
})

test('X takes a bearer token or four keys that sign (RFC 5849), and a reply names the first post (COM-7)', async () => {
  const says = () => ({ status: 201, body: { data: { id: '99' } } })
  const { delivery, last } = await post('x', says, { threadReference: '98 https://x.com/i/status/98' })
  assert.deepEqual(delivery, { outcome: 'delivered', reference: '99 https://x.com/i/status/99' })
  assert.equal(last!.headers['authorization'], 'Bearer a token')
  assert.deepEqual((JSON.parse(last!.body) as { reply: object }).reply, { in_reply_to_tweet_id: '98' })
  const signed = await post('x', says, {}, { token: 'ck:cs:at:as' })
  const given = String(signed.last!.headers['authorization'])
  const fields = Object.fromEntries([...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, decodeURIComponent(value!)]))
  const { oauth_signature: signature, ...others } = fields
  const pairs = Object.keys(others).sort().map((name) => `${name}=${encodeURIComponent(others[name]!)}`).join('&') // prettier-ignore
  const base = `POST&${encodeURIComponent(`${signed.url}/2/tweets`)}&${encodeURIComponent(pairs)}`
  assert.equal(signature, createHmac('sha1', 'cs&as').update(base).digest('base64'))
  assert.deepEqual([fields['oauth_consumer_key'], fields['oauth_token']], ['ck', 'at'])
})

test('a Facebook page posts with its link, and what follows is a comment (COM-7)', async () => {
  const { delivery, last, body } = await post('facebook', () => ({ body: { id: '5_7' } }))
  assert.deepEqual(delivery, { outcome: 'delivered', reference: '5_7 https://www.facebook.com/5_7' })
  assert.deepEqual([last!.path, (body as unknown as { link: string }).link], ['/care/feed', LINK])
  assert.equal((await post('facebook', () => ({ body: { id: '8' } }), { threadReference: '5_7 https://x' })).last!.path, '/5_7/comments')
})

test('WordPress gets a post whose words are escaped, in its category, and comments after it (COM-7)', async () => {
  const says = () => ({ status: 201, body: { id: 12, link: 'https://news.example/12' } })
  const { delivery, last, body } = await post('wordpress', says, {}, { place: '4' as never })
  assert.deepEqual(delivery, { outcome: 'delivered', reference: '12 https://news.example/12' })
  assert.deepEqual([last!.path, last!.headers['authorization']], ['/wp-json/wp/v2/posts', basic('care:a token')])
  assert.deepEqual(body, {
    title: 'booking.example: down',
    content: `<p>Visitors see &lt;an error&gt; – we look.</p>\n<p>Next update by 10:40.</p>\n<p><a href="${LINK}">${LINK}</a></p>`,
    status: 'publish',
    categories: [4],
  })
  const comment = await post('wordpress', says, { threadReference: '12 https://news.example/12' })
  assert.deepEqual([comment.last!.path, (comment.body as unknown as { post: number }).post], ['/wp-json/wp/v2/comments', 12])
})

test('Discourse gets a topic with a title it takes, and replies after it (COM-7)', async () => {
  const says = () => ({ body: { id: 31, topic_id: 9, post_number: 1 } })
  const { url, delivery, last, body } = await post('discourse', says, { subject: 'Down' }, { place: '6' as never })
  assert.deepEqual(delivery, { outcome: 'delivered', reference: `9 ${url}/t/9/1` })
  assert.deepEqual([last!.headers['api-key'], last!.headers['api-username']], ['a token', 'care'])
  const { title, category, raw } = body as unknown as { title: string; category: number; raw: string }
  assert.deepEqual([title, category], ['Down (Harbor)', 6])
  assert.match(raw, /^Visitors see \\<an error\\> – we look\\\.\n\nNext update by 10\\:40\\\.\n\nhttps:/)
  const reply = await post('discourse', says, { threadReference: '9 https://x' })
  assert.equal((reply.body as unknown as { topic_id: number }).topic_id, 9)
})

test('Zendesk gets a problem ticket and public comments, or an article where a section is named (COM-7)', async () => {
  const says = () => ({ status: 201, body: { ticket: { id: 35 } } })
  const { url, delivery, last, body } = await post('zendesk', says)
  assert.deepEqual(delivery, { outcome: 'delivered', reference: `35 ${url}/agent/tickets/35` })
  assert.deepEqual([last!.path, last!.headers['authorization']], ['/api/v2/tickets.json', basic('care/token:a token')])
  assert.equal((body as unknown as { ticket: { type: string } }).ticket.type, 'problem')
  const comment = await post('zendesk', says, { threadReference: '35 https://x' })
  assert.deepEqual([comment.last!.method, comment.last!.path], ['PUT', '/api/v2/tickets/35.json'])
  const article = () => ({ status: 201, body: { article: { id: 4, html_url: 'https://help.example/4' } } })
  const written = await post('zendesk', article, {}, { place: '77' as never })
  assert.equal(written.last!.path, '/api/v2/help_center/sections/77/articles.json')
  assert.deepEqual(written.delivery, { outcome: 'delivered', reference: '4 https://help.example/4' })
})

for (const kind of ['mastodon', 'bluesky', 'x', 'facebook', 'wordpress', 'discourse', 'zendesk'] as const)
  test(`${kind}: a lost answer is uncertain, 429 is tried again, 403 refused, and no account posts nothing (COM-7)`, async () => {
    const after = (said: Said) => (heard: Heard) => (heard.path.endsWith('createSession') ? { body: { accessJwt: 'j', did: 'd' } } : said)
    const ends = [
      after('drop'),
      after({ status: 429, headers: { 'retry-after': '30' } }),
      after({ status: 403, body: 'no' }),
      after({ body: {} }),
    ]
    const outcomes = await Promise.all(ends.map(async (end) => (await post(kind, end)).delivery.outcome))
    assert.deepEqual(outcomes, ['uncertain', 'try_later', 'refused', 'uncertain'])
    const around = { network, signal: AbortSignal.timeout(1000), committing: async () => {} }
    assert.equal((await channels.find((one) => one.kind === kind)!.send(MESSAGE, {}, around)).outcome, 'refused')
  })
