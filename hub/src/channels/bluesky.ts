import { facetsOf } from '../domain/announce/facets.ts'
import { writePost } from '../domain/announce/write-post.ts'
import { askNetwork, noAccount, posted } from './ask-network.ts'
import type { Channel } from './channel.ts'

/**
 * Posts to Bluesky (docs.bsky.app, createSession and createRecord). A reply names the first post by its address and its hash, so both are
 * kept: `at://… hash https://…`.
 */
export const bluesky: Channel = {
  kind: 'bluesky',
  title: 'Bluesky',
  says: 'Announcements on Bluesky; what follows of the same incident replies to the first post.',
  async send(message, { account }, around) {
    if (!account) return noAccount('Bluesky')
    const xrpc = (method: string) => `${account.url}/xrpc/com.atproto.${method}`
    const login = { identifier: account.account, password: account.token }
    const session = await askNetwork('Bluesky', { url: xrpc('server.createSession'), method: 'POST', body: login }, around, false)
    if ('end' in session) return session.end
    const { accessJwt, did } = session.said
    const text = writePost('bluesky', message)
    const record = {
      $type: 'app.bsky.feed.post',
      text,
      facets: facetsOf(text),
      createdAt: new Date(message.at).toISOString(),
      ...replyTo(message.threadReference),
    }
    const asked = await askNetwork(
      'Bluesky',
      {
        url: xrpc('repo.createRecord'),
        method: 'POST',
        headers: { authorization: `Bearer ${String(accessJwt)}` },
        body: { repo: did, collection: 'app.bsky.feed.post', record },
      },
      around,
    )
    if ('end' in asked) return asked.end
    const { uri, cid } = asked.said
    const key = String(uri).split('/').at(-1)
    return posted(
      'Bluesky',
      typeof uri === 'string' ? `${uri} ${String(cid)}` : null,
      `https://bsky.app/profile/${String(did)}/post/${key}`,
    )
  },
}

function replyTo(reference: string | null) {
  const [uri, cid] = reference?.split(' ') ?? []
  return uri && cid ? { reply: { root: { uri, cid }, parent: { uri, cid } } } : {}
}
