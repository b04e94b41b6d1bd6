import { z } from 'zod'
import { hours, minutes, seconds } from '../instant.ts'
import type { DigestPolicy } from '../message/digest.ts'
import { quicken } from '../playbook/quicken.ts'
import type { Draft } from './draft.ts'
import { span } from './words.ts'

const DigestPart = z.strictObject({
  gather: span(seconds(0), minutes(10)).default(seconds(90)), // sites are looked at once a minute unless they say otherwise
  after: z.int().min(1, 'is less than 1; write how many messages an address may get in an hour').max(1000).default(12),
  every: span(minutes(1), hours(1)).default(minutes(10)),
})

/** When an address gets one digest instead of many messages. */
export function readDigest(draft: Draft, quickened: number): DigestPolicy {
  const { gather, after, every } = draft.part(DigestPart, ['digest']) ?? DigestPart.parse({})
  return { gather: quicken(gather, quickened), after, every: quicken(every, quickened) }
}
