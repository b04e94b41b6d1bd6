import { seconds, type Span } from '../domain/instant.ts'
import type { HttpAnswer, HttpFailure } from '../network/network.ts'
import type { Delivery } from './channel.ts'

const LONGEST_WAIT_SECONDS = 15 * 60

/** How long a service asks us to wait, at most 15 minutes: a number of seconds or a date (RFC 9110, 10.2.3); null when it says nothing that makes sense. */
export function retryAfter({ headers }: Pick<HttpAnswer, 'headers'>): Span | null {
  const text = headers['retry-after']?.trim() ?? ''
  const asked = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, headers['date'])
  return asked > 0 ? seconds(Math.min(Math.ceil(asked), LONGEST_WAIT_SECONDS)) : null
}

// By the service's own clock: ours may be another.
const secondsUntil = (date: string, now: string | undefined) =>
  /^[A-Z][a-z]{2}, \d/.test(date) ? (Date.parse(date) - Date.parse(now ?? '')) / 1000 : 0

/** What an exchange without an answer means: nobody knows once the whole request had left, otherwise it is worth another try. */
export const unanswered = (service: string, { afterBody, message }: HttpFailure): Delivery =>
  afterBody
    ? { outcome: 'uncertain', reason: `${service} had the whole message and gave no answer: ${message}` }
    : { outcome: 'try_later', reason: `${service} could not be reached: ${message}`, after: null }

/**
 * What an answer that is not the service's own language means. It is tried again only where the service says that it took nothing; a fault
 * behind a gateway may have happened after it was taken.
 */
export function declined(service: string, answer: HttpAnswer): Delivery {
  const { status } = answer
  const reason = `${service} answered ${status}${shortened(answer.body)}`
  if (TOOK_NOTHING.has(status) || (status >= 300 && status < 400) || wasTooOften(answer))
    return { outcome: 'try_later', reason, after: retryAfter(answer) }
  if (status >= 400 && status < 500) return { outcome: 'refused', reason, address: null }
  return { outcome: 'uncertain', reason: `${reason} It may have taken the message all the same.` }
}
// GitHub says 403 where others say 429 (docs.github.com, "Rate limits for the REST API").
const wasTooOften = ({ status, headers }: HttpAnswer) =>
  status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0')
const TOOK_NOTHING = new Set([408, 425, 429, 503])

const shortened = (body: string) => {
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return words === '' ? '.' : `: ${words}`
}
