import { createHmac, timingSafeEqual } from 'node:crypto'
import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'

const FRESH = minutes(5)

export type Signed = { readonly body: string; readonly timestamp: string | undefined; readonly signature: string | undefined }

/** Whether Slack signed the body with this secret within the last five minutes (docs.slack.dev, "Verifying requests from Slack": `v0`). */
export function isSignedBySlack({ body, timestamp = '', signature = '' }: Signed, secret: string, now: Instant): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(between((Number(timestamp) * 1000) as Instant, now)) > FRESH) return false
  const wanted = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`)
  const given = Buffer.from(signature)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
