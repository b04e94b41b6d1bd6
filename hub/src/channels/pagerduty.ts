import type { Outgoing, SendToApp } from './channel.ts'
import { cut } from './app-words.ts'
import { askNetwork } from './ask-network.ts'

const ACTIONS = { taken: 'acknowledge', over: 'resolve' } as const

/**
 * Tells PagerDuty of an incident, that somebody has it, and that it is over (developer.pagerduty.com, Events API v2). An incident has one
 * `dedup_key`, so that whatever comes twice is one alert there, and an attempt of which nobody knows is simply made again.
 */
export const pagerduty: SendToApp = async (message, { api, token }, around) => {
  if (message.isInPlace && !message.stand) return { outcome: 'delivered', reference: message.threadReference }
  const key = (message.isInPlace ? message.threadReference : null) ?? pagerKey(message)
  const event = message.isInPlace ? { event_action: ACTIONS[message.stand!] } : { event_action: 'trigger', ...newsOf(message) }
  const body = { routing_key: token, dedup_key: key, ...event }
  const answer = await askNetwork('PagerDuty', { url: `${api}/v2/enqueue`, method: 'POST', body }, around, false)
  return 'end' in answer ? answer.end : { outcome: 'delivered', reference: key }
}

const newsOf = ({ subject, text, link, at, from }: Outgoing) => ({
  ...{ client: 'Allclear', client_url: link, links: [{ href: link, text: 'Open in Allclear' }] },
  payload: {
    ...{ summary: cut(subject, 1024), source: from.name, severity: 'critical', timestamp: new Date(at).toISOString() },
    custom_details: { text: cut(text.trim(), 8000) },
  },
})

/** What a pager calls an incident of this installation: whoever is paged of it, it is one thing there. What is no page has a name of its own. */
export const pagerKey = ({ page, key, link }: Pick<Outgoing, 'page' | 'key' | 'link'>): string =>
  cut(page ? `allclear ${new URL(link).host} ${page.incident}` : `allclear ${key}`, 255)
