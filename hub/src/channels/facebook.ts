import { writePost } from '../domain/announce/write-post.ts'
import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel } from './channel.ts'

/** Posts on a Facebook page (developers.facebook.com, page feed); what follows of the same incident is a comment of the page on the first post. */
export const facebook: Channel = {
  kind: 'facebook',
  title: 'Facebook page',
  says: 'Announcements on a Facebook page; what follows of the same incident is a comment on the first post.',
  async send(message, { account }, around) {
    if (!account) return noAccount('Facebook')
    const first = threadId(message.threadReference)
    const words = writePost('facebook', message)
    const asked = await askNetwork(
      'Facebook',
      {
        url: `${account.url}/${first === null ? `${encodeURIComponent(account.account ?? '')}/feed` : `${encodeURIComponent(first)}/comments`}`,
        method: 'POST',
        headers: { authorization: `Bearer ${account.token}` },
        body: first === null ? { message: words, link: message.link } : { message: words },
      },
      around,
    )
    if ('end' in asked) return asked.end
    const { id } = asked.said
    return posted('Facebook', id, typeof id === 'string' ? `https://www.facebook.com/${id}` : null)
  },
}
