import { z } from 'zod'
import type { Network } from '../network/network.ts'
import { parseJson } from './parse-json.ts'

const LIST_BYTES = 1024 * 1024
const Answer = z.object({ checksums: z.record(z.string(), z.unknown()) }) // `false` where it knows no such version

/** The MD5 sums of a version of WordPress by path, as they were published (api.wordpress.org/core/checksums/1.0); null when nobody says. */
export async function publishedSums(
  { checksums, network, signal }: { readonly checksums: string; readonly network: Pick<Network, 'request'>; readonly signal: AbortSignal },
  version: string,
  locale: string,
): Promise<Readonly<Record<string, string>> | null> {
  const url = new URL(checksums)
  url.searchParams.set('version', version)
  url.searchParams.set('locale', locale)
  const answer = await network.request({ url: url.href, maxBytes: LIST_BYTES }, { signal })
  const said = answer.ok && answer.status === 200 && answer.complete ? Answer.safeParse(parseJson(answer.body)).data : undefined
  if (!said) return null
  return Object.fromEntries(Object.entries(said.checksums).filter((one): one is [string, string] => isSum(one[1])))
}

const isSum = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value)
