import { seconds, type Span } from '../domain/instant.ts'
import type { HttpAnswer, HttpFailure } from '../network/network.ts'
import type { Delivery } from './channel.ts'

const LONGEST_WAIT_SECONDS = 15 * 60

/** How long a service asks us to wait, at most 15 minutes; null when it says nothing that makes sense. */
export function retryAfter({ headers }: Pick<HttpAnswer, 'headers'>): Span | null {
  const text = headers['retry-after']?.trim() ?? ''
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) return null
  return seconds(Math.min(Number(text), LONGEST_WAIT_SECONDS))
}

/** What an exchange without an answer means: nobody knows once the whole request had left, otherwise it is worth another try. */
export const unanswered = (service: string, { afterBody, message }: HttpFailure): Delivery =>
  afterBody
    ? { outcome: 'uncertain', reason: `${service} had the whole message and gave no answer: ${message}` }
    : { outcome: 'try_later', reason: `${service} could not be reached: ${message}`, after: null }

/** What an answer that is not the service's own language means: overload and faults pass, a 4xx stays. */
export function declined(service: string, answer: HttpAnswer): Delivery {
  const reason = `${service} answered ${answer.status}${shortened(answer.body)}`
  const passes = answer.status === 429 || answer.status === 408 || answer.status < 400 || answer.status >= 500
  return passes ? { outcome: 'try_later', reason, after: retryAfter(answer) } : { outcome: 'refused', reason, address: null }
}

const shortened = (body: string) => {
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return words === '' ? '.' : `: ${words}`
}
