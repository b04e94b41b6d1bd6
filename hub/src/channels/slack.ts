import { z } from 'zod'
import { buttonOf } from '../domain/message/page-stand.ts'
import type { PageDeed } from '../domain/message/page-stand.ts'
import type { HttpAnswer, HttpRequest } from '../network/network.ts'
import type { Channel, ChannelSettings, Choice, Delivery, Outgoing } from './channel.ts'
import { declined, retryAfter, unanswered } from './http-delivery.ts'

const Answer = z.object({ ok: z.boolean(), ts: z.string().optional(), channel: z.string().optional(), error: z.string().optional() })

const LONGEST_TEXT = 39_000 // Slack cuts at 40,000
const PASSING = new Set(['ratelimited', 'rate_limited', 'service_unavailable', 'request_timeout', 'team_added_to_org'])
// docs.slack.dev, chat.postMessage: "It's possible some aspect of the operation succeeded before the error was raised."
const DOUBTFUL = new Set(['internal_error', 'fatal_error'])

/** Posts to a Slack channel, in the thread of the incident when there is one; a page goes to its person and is written anew when somebody has it. */
export const slack: Channel = {
  kind: 'slack',
  title: 'Slack',
  says: "Posts in the thread of the incident in a partner's channel, and pages to your own people, with buttons where the app is heard.",
  async send(message, settings, { network, signal, committing }) {
    if (!settings.slack) return { outcome: 'refused', reason: 'No Slack token is configured.', address: null }
    const { api, token, channel } = settings.slack
    const answer = await network.request(
      {
        url: methodOf(api, message.isInPlace ? 'chat.update' : 'chat.postMessage'),
        method: 'POST',
        headers: headersFor(token),
        body: JSON.stringify({
          text: spoken(message),
          ...blocksOf(message, settings.slack.hears),
          ...(message.isInPlace ? placeOf(message) : { channel, unfurl_links: false, unfurl_media: false, ...threadOf(message) }),
        }),
        maxBytes: 65_536,
        onBodySent: committing,
      },
      { signal },
    )
    return answer.ok ? understood(answer, message) : unanswered('Slack', answer)
  },
}

function understood(answer: HttpAnswer, { page }: Outgoing): Delivery {
  if (answer.status === 429) return declined('Slack', answer)
  const said = Answer.safeParse(parsed(answer.body)).data
  if (!said && answer.status === 200 && !answer.complete)
    return { outcome: 'uncertain', reason: 'Slack had the whole message, and its answer broke off.' }
  if (!said || answer.status >= 500) return declined('Slack', answer)
  // docs.slack.dev, chat.update: it wants the id of the conversation, which a person's is not.
  if (said.ok) return { outcome: 'delivered', reference: page && said.ts ? `${said.channel ?? ''} ${said.ts}` : (said.ts ?? null) }
  const error = said.error ?? 'unknown_error'
  const reason = `Slack refused the message: ${error}`
  if (PASSING.has(error)) return { outcome: 'try_later', reason, after: retryAfter(answer) }
  if (DOUBTFUL.has(error)) return { outcome: 'uncertain', reason: `${reason}; it may have been posted all the same.` }
  return { outcome: 'refused', reason, address: null }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const methodOf = (api: string, method: string) => `${api.replace(/\/$/, '')}/${method}`
const headersFor = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' })

const headed = (subject: string, text: string) => `*${escaped(subject)}*\n${escaped(text.trim())}`

const spoken = ({ subject, text, link }: Outgoing) => {
  const words = headed(subject, text).slice(0, LONGEST_TEXT)
  return text.includes(link) ? words : `${words}\n<${link}>`
}

/** The order to write a post anew, without buttons. */
export const withoutButtons = (
  { ts, subject, text }: Pick<Outgoing, 'subject' | 'text'> & { readonly ts: string },
  { api, token, channel }: NonNullable<ChannelSettings['slack']>,
): HttpRequest => ({
  url: methodOf(api, 'chat.update'),
  method: 'POST',
  headers: headersFor(token),
  body: JSON.stringify({ channel, ts, text: headed(subject, text).slice(0, LONGEST_TEXT), blocks: [] }),
  maxBytes: 65_536,
})

const threadOf = ({ threadReference: thread }: Outgoing) => (thread === null ? {} : { thread_ts: thread })

function placeOf({ threadReference }: Outgoing) {
  const [channel = '', ts = ''] = (threadReference ?? '').split(' ')
  return { channel, ts }
}

const DEEDS: Readonly<Record<PageDeed, string>> = { acknowledge: 'Acknowledge', take: 'Take', escalate: 'Escalate' }

// Where nobody would hear a button, the words keep their links.
function blocksOf(message: Outgoing, hears = false) {
  const { page, choices = [], isInPlace } = message
  const { acknowledge: url = '', token = '', deeds = [] } = page ?? {}
  const buttons = page
    ? deeds.map((deed) => ({ id: buttonOf(deed), says: DEEDS[deed], url, value: token }))
    : choices.map((choice) => ({ ...choice, value: choice.id }))
  if (hears && buttons.length > 0) return { blocks: withButtons(message, buttons) }
  return isInPlace ? { blocks: [] } : {}
}

const LONGEST_SECTION = 3000

// docs.slack.dev, Block Kit: the text above stays for notifications and screen readers. Where a button is, its link is not needed.
function withButtons(message: Outgoing, choices: readonly (Choice & { readonly value: string })[]) {
  const isLink = (line: string) => choices.some(({ url }) => line.endsWith(url))
  const text = message.text.split('\n').filter((line) => !isLink(line)).join('\n') // prettier-ignore
  const words = spoken({ ...message, text }).slice(0, LONGEST_SECTION)
  const buttons = choices.map(({ id, says, value }) => ({ type: 'button', action_id: id, text: { type: 'plain_text', text: says }, value }))
  return [
    { type: 'section', text: { type: 'mrkdwn', text: words } },
    { type: 'actions', elements: buttons },
  ]
}

// docs.slack.dev, "Escaping text": these three and no others. `<!channel>` in a template's words must not call a whole channel.
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
