import { z } from 'zod'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { minutes } from '../../domain/instant.ts'
import { oneLine, onlySeen } from '../../domain/message/escape.ts'
import { ANSWERS } from '../../domain/message/answers.ts'
import { Problem } from '../../problem.ts'
import { addAudit } from '../../store/audit.ts'
import { incidentsOf } from '../../store/digests.ts'
import { messageReferred } from '../../store/messages.ts'
import type { Message } from '../../store/messages.ts'
import { giveAnswer } from '../answers/give-answer.ts'
import { openMessage } from '../answers/open-link.ts'
import type { Around } from '../around.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked, Route } from '../route.ts'
import { hearPressOnPage, PressedPage } from './slack-page.ts'
import { isSignedBySlack } from './slack-signature.ts'

// As much as we read of what Slack sends (docs.slack.dev: Events API, `block_actions`); the rest is none of our business.
const Said = z.object({
  type: z.literal('event_callback'),
  event: z.object({
    type: z.literal('message'),
    subtype: z.enum(['thread_broadcast', 'file_share']).optional(), // all others are edits, or not a person's
    bot_id: z.undefined().optional(),
    channel: z.string(),
    user: z.string(),
    text: z.string(),
    ts: z.string(),
    thread_ts: z.string(),
  }),
})
const Pressed = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string(), username: z.string().optional(), name: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  container: z.object({ message_ts: z.string() }),
  actions: z.tuple([z.object({ action_id: z.enum(ANSWERS) })], z.unknown()),
})
const Challenge = z.object({ type: z.literal('url_verification'), challenge: z.string().max(500) })

const LONGEST = 2000

/**
 * `/hooks/slack`: what a partner's people write in the thread of an incident or press there (COM-5), and what the operator's own press on a
 * page. The partner follows from whose secret signed it, never from what it says. What comes twice is heard once; what belongs to no thread of ours is answered and forgotten.
 */
export function slackHook(around: Around): Route {
  const knocks = limiter({ max: 6000, per: minutes(1) })
  return {
    method: 'POST',
    path: '/hooks/slack',
    who: 'anyone',
    does: "Hears Slack: replies in an incident's thread and pressed buttons. Signed by Slack.",
    provesItself: true,
    reads: 'text',
    speaks: 'json',
    answer: async (asked) => {
      const wait = knocks(asked.ip, around.clock.now())
      if (wait !== null) throw tooMany(wait)
      const partners = signersOf(around, asked)
      const news = readNews(asked.body as string)
      const challenge = Challenge.safeParse(news)
      if (challenge.success) return { json: { challenge: challenge.data.challenge } }
      const [said, pressed, onPage] = [Said.safeParse(news), Pressed.safeParse(news), PressedPage.safeParse(news)]
      if (said.success) await hearReply(around, partners, said.data.event)
      if (pressed.success) await hearPress(around, partners, pressed.data)
      if (onPage.success && partners.includes(OPERATOR)) await hearPressOnPage(around, onPage.data)
      return { json: {} }
    },
  }
}

// One app may serve several partners, and the operator: its secret speaks for all of them.
function signersOf(around: Around, { body, header }: Asked): string[] {
  const signed = { body: body as string, timestamp: header('x-slack-request-timestamp'), signature: header('x-slack-signature') }
  const isSigner = (partner: string) => {
    const path = partner === OPERATOR ? 'channels' : `partners.${partner}`
    const secret = around.secrets().get(`${path}.slack.signing-secret`)
    return secret !== undefined && isSignedBySlack(signed, secret, around.clock.now())
  }
  const signers = [OPERATOR, ...Object.keys(around.plan().partners)].filter(isSigner)
  if (signers.length > 0) return signers
  const fix =
    "Write the app's signing secret under channels.slack.signing-secret or partners.<id>.slack.signing-secret, and mind both clocks."
  throw new Problem('not-allowed', 'signature_invalid', 'This was not signed by a Slack app that is known here, or too long ago.', fix)
}

function readNews(body: string): unknown {
  const text = body.startsWith('payload=') ? new URLSearchParams(body).get('payload')! : body
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('bad-input', 'json_invalid', 'The body is no JSON.', 'Send what Slack sends.')
  }
}

async function hearReply(
  around: Around,
  partners: readonly string[],
  { channel, user, text, ts, thread_ts: thread }: z.infer<typeof Said>['event'],
) {
  const first = thread === ts ? null : await postOf(around, partners, channel, thread)
  const words = plain(text)
  if (!first || words === '') return
  const said = { by: `${user} in Slack`, text: words, message: first.key, ref: `slack ${channel} ${ts}` }
  for (const incident of await incidentsOf(around.store.db, first)) {
    await around.respond(first.partner, incident, { type: 'replied', who: 'partner', ...said })
    const line = { at: around.clock.now(), partner: first.partner, who: said.by, what: 'replied', about: `incident ${incident}` } as const
    await addAudit(around.store.db, line)
  }
}

async function hearPress(
  around: Around,
  partners: readonly string[],
  { user, channel, container, actions: [action] }: z.infer<typeof Pressed>,
) {
  const message = await postOf(around, partners, channel.id, container.message_ts)
  const opened = message && (await openMessage(around, message))
  if (!message || !opened?.offers.includes(action.action_id)) return
  const by = `${oneLine(user.name ?? user.username ?? '')} (${user.id} in Slack)`.trim()
  const given = await giveAnswer(around, opened, action.action_id, { by })
  await around.showAnswer(message, given ? { id: action.action_id, by: given.by ?? by } : null)
}

// Channels that the plan names by word cannot be compared: Slack speaks of them by id.
async function postOf(around: Around, partners: readonly string[], channel: string, ts: string): Promise<Message | null> {
  for (const partner of partners) {
    const message = await messageReferred(around.store.db, partner, 'slack', ts)
    const address = message?.recipient.address[0] ?? ''
    if (message?.recipient.audience === 'partner' && (address === channel || !/^[CG][A-Z0-9]+$/.test(address))) return message
  }
  return null
}

// docs.slack.dev, "Escaping text".
const plain = (text: string) =>
  onlySeen(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).slice(0, LONGEST).toWellFormed()
