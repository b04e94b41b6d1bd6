import { createHash } from 'node:crypto'
import { writePost } from '../domain/announce/write-post.ts'
import { askNetwork, noAccount, posted, threadId } from './ask-network.ts'
import type { Channel } from './channel.ts'

/** Posts to Mastodon (docs.joinmastodon.org/methods/statuses); what follows of the same incident replies to the first post. */
export const mastodon: Channel = {
  kind: 'mastodon',
  title: 'Mastodon',
  says: 'Announcements on Mastodon; what follows of the same incident replies to the first post.',
  async send(message, { account }, around) {
    if (!account) return noAccount('Mastodon')
    const first = threadId(message.threadReference)
    const asked = await askNetwork(
      'Mastodon',
      {
        url: `${account.url}/api/v1/statuses`,
        method: 'POST',
        headers: {
          authorization: `Bearer ${account.token}`,
          'idempotency-key': createHash('sha256').update(message.key).digest('hex'),
        },
        body: { status: writePost('mastodon', message), visibility: 'public', ...(first === null ? {} : { in_reply_to_id: first }) },
      },
      around,
    )
    return 'end' in asked ? asked.end : posted('Mastodon', asked.said['id'], asked.said['url'])
  },
}
