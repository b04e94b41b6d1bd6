import type { SendToApp } from './channel.ts'
import { cut } from './app-words.ts'
import { askNetwork } from './ask-network.ts'
import { pagerKey } from './pagerduty.ts'

const ACTIONS = { taken: 'acknowledge', over: 'close' } as const

/**
 * Makes an alert in Opsgenie or what speaks like it, and says there that somebody has it or that it is over (docs.opsgenie.com/docs/alert-api).
 * An incident has one alias, so that an attempt of which nobody knows is simply made again.
 */
export const opsgenie: SendToApp = async (message, { api, token }, around) => {
  if (message.isInPlace && !message.stand) return { outcome: 'delivered', reference: message.threadReference }
  const alias = (message.isInPlace ? message.threadReference : null) ?? pagerKey(message)
  const headers = { authorization: `GenieKey ${token}` }
  const ask = message.isInPlace
    ? {
        url: `${api}/v2/alerts/${encodeURIComponent(alias)}/${ACTIONS[message.stand!]}?identifierType=alias`,
        body: { source: 'Allclear', note: cut(message.text.trim(), 1000) },
      }
    : {
        url: `${api}/v2/alerts`,
        body: {
          ...{ message: cut(message.subject, 130), alias, priority: 'P1', source: 'Allclear', details: { link: message.link } },
          description: cut(message.text.trim(), 15_000),
        },
      }
  const answer = await askNetwork('Opsgenie', { ...ask, method: 'POST', headers }, around, false)
  return 'end' in answer ? answer.end : { outcome: 'delivered', reference: alias }
}
