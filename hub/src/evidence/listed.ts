import { z } from 'zod'
import type { Collector } from './collector.ts'
import { many } from './many.ts'
import { parseJson } from './parse-json.ts'

const THREATS = ['MALWARE', 'SOCIAL_ENGINEERING', 'UNWANTED_SOFTWARE']
const MOST_BYTES = 64 * 1024
const MOST_THREATS = 10

// An answer that names no threat is an empty object (cloud.google.com, Web Risk, uris.search).
const Answer = z.object({ threat: z.object({ threatTypes: many(z.string().max(60), MOST_THREATS) }).optional() })

/** Whether the list of dangerous sites that browsers warn by has this address, where one is configured: Web Risk's `uris:search`. */
export const listed: Collector<'listed'> = {
  key: 'listed',
  async collect({ url, webRisk, network, signal }) {
    if (webRisk === null) return null
    const asked = [['uri', url.href], ['key', webRisk.key], ...THREATS.map((threat) => ['threatTypes', threat])] // prettier-ignore
    const address = `${webRisk.api}/uris:search?${new URLSearchParams(asked)}`
    const answer = await network.request({ url: address, maxBytes: MOST_BYTES }, { signal })
    const said = answer.ok && answer.status === 200 && answer.complete ? Answer.safeParse(parseJson(answer.body)).data : undefined
    return said ? { list: new URL(webRisk.api).hostname, threats: said.threat?.threatTypes ?? [] } : null
  },
}
