import type { Channel } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'

/** Posts an update to the incoming webhook of somebody's own Slack (docs.slack.dev, "Sending messages using incoming webhooks"). */
export const slackWebhook: Channel = {
  kind: 'slack-webhook',
  title: 'Slack of a subscriber',
  says: 'Updates of a status page into the Slack of somebody who subscribed with an incoming webhook.',
  async send({ subject, text, to }, _, { network, signal, committing }) {
    const url = to[0] ?? ''
    const answer = await network.request(
      {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ text: `*${escaped(subject)}*\n${escaped(text.trim())}` }),
        maxBytes: 65_536,
        onBodySent: committing,
      },
      { signal },
    )
    if (!answer.ok) return unanswered('Slack', answer)
    if (answer.status === 200) return { outcome: 'delivered', reference: null }
    const end = declined('Slack', answer)
    return end.outcome === 'refused' ? { ...end, address: url } : end
  },
}

// docs.slack.dev, "Escaping text".
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
