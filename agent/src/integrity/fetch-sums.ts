import type { PublishedSums, WantedSums } from '@allclear/wire/agent.ts'
import { sealed } from '../identity.ts'
import type { Identity } from '../identity.ts'
import { post } from '../post.ts'

/** The published sums of a version of WordPress, which the hub looks up; empty where it cannot. */
export async function fetchSums(identity: Identity, version: string, locale: string): Promise<PublishedSums['sums']> {
  const body = JSON.stringify({ version, locale } satisfies WantedSums)
  const answer = await post(new URL('api/agent/v1/sums', identity.hub).href, body, sealed(identity, body, Date.now()))
  return answer.ok && answer.status === 200 ? (JSON.parse(answer.body) as PublishedSums).sums : {}
}
