import { settingsFor } from '../../channels/index.ts'
import { withoutButtons } from '../../channels/slack.ts'
import { answerWords } from '../../domain/message/answer-words.ts'
import { withoutOffers } from '../../domain/message/answers.ts'
import type { AnswerId } from '../../domain/message/answers.ts'
import type { Message } from '../../store/messages.ts'
import type { Room } from '../room.ts'

const WITHIN = 2000 // ms: who pressed waits at most 3 s

/** Takes the buttons away from a post in Slack and writes beneath it what was pressed by whom, or that it was too late. What fails here has been heard all the same. */
export async function showAnswer(
  { plan, secrets, channels }: Pick<Room, 'plan' | 'secrets' | 'channels'>,
  message: Message,
  answer: { readonly id: AnswerId; readonly by: string } | null,
): Promise<void> {
  const { partner, recipient, reference, subject, text } = message
  const settings = settingsFor('slack', plan(), secrets(), { partner, address: recipient.address[0] ?? '', from: '' })
  if ('missing' in settings || !settings.slack || reference === null) return
  const words = answerWords(plan().partners[partner]?.language ?? 'en')
  const end = answer ? `${words.recorded} ${words[answer.id]} (${answer.by})` : words.tooLate
  const update = withoutButtons({ ts: reference, subject, text: `${withoutOffers(text)}\n\n${end}` }, settings.slack)
  await channels.request(update, { signal: AbortSignal.timeout(WITHIN) })
}
