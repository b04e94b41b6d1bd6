import type { Outgoing } from '../../channels/channel.ts'
import { answerWords } from '../../domain/message/answer-words.ts'
import { acknowledgePage, answerPage, offeredIn, withToken } from '../../domain/message/answers.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Message } from '../../store/messages.ts'
import { answerToken } from './answer-token.ts'

/** The letter with the links of its own reader in it; the answers stand apart as well, for a channel that has buttons. */
export function withAnswers(letter: Outgoing, message: Message, plan: Plan, key: string): Outgoing {
  const { url } = plan.hub
  const token = answerToken(key, message)
  const filled = (words: string) => withToken(words, url, token)
  const words = answerWords(plan.partners[message.partner]?.language ?? 'en')
  const choices = offeredIn(message.text).map((id) => ({ id, says: words[id], url: filled(`${answerPage(url)}/${id}`) }))
  const html = letter.html === null ? null : filled(letter.html)
  const acknowledge = letter.page && { ...letter.page, acknowledge: filled(acknowledgePage(url)), token }
  return { ...letter, text: filled(letter.text), html, choices, page: acknowledge }
}
