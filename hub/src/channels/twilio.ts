import { z } from 'zod'
import type { Network } from '../network/network.ts'
import type { ChannelSettings, Delivery } from './channel.ts'
import { declined, unanswered } from './http-delivery.ts'

const Answer = z.object({ sid: z.string().optional(), code: z.number().nullish(), message: z.string().nullish() })

/** Errors that name the number and nothing else: asking again would only hide it (twilio.com/docs/api/errors). */
const OF_THE_NUMBER = new Set([13_224, 21_211, 21_214, 21_217, 21_401, 21_408, 21_421, 21_610, 21_612, 21_614])

/**
 * Asks a Twilio-shaped service for one text message or call (twilio.com/docs, "Messages" and "Calls" resources of the 2010-04-01 API).
 * Such a service knows no key that would make a second asking harmless, so a lost answer is `uncertain`.
 */
export async function askTwilio(
  resource: 'Messages' | 'Calls',
  form: Readonly<Record<string, string>>,
  { api, account, token }: NonNullable<ChannelSettings['twilio']>,
  { network, signal, committing }: { readonly network: Network; readonly signal: AbortSignal; readonly committing: () => Promise<void> },
): Promise<Delivery> {
  const answer = await network.request(
    {
      url: `${api}/2010-04-01/Accounts/${encodeURIComponent(account)}/${resource}.json`,
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
      maxBytes: 65_536,
      onBodySent: committing,
    },
    { signal },
  )
  if (!answer.ok) return unanswered('Twilio', answer)
  const said = Answer.safeParse(parsed(answer.body)).data
  if (answer.status >= 200 && answer.status < 300 && said?.sid) return { outcome: 'delivered', reference: said.sid }
  if (answer.status < 300) return { outcome: 'uncertain', reason: 'Twilio took the whole message, and its answer cannot be read.' }
  if (answer.status === 400 && said?.message) {
    const address = OF_THE_NUMBER.has(said.code ?? 0) ? (form['To'] ?? null) : null
    return { outcome: 'refused', reason: `Twilio refused it: ${said.message} (${said.code ?? 'no code'})`, address }
  }
  return declined('Twilio', answer)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
