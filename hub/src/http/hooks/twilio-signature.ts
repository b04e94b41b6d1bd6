import { createHmac, timingSafeEqual } from 'node:crypto'

export type Signed = { readonly url: string; readonly form: URLSearchParams; readonly signature: string | undefined }

/**
 * Whether Twilio signed the form for this address with the account's token (twilio.com/docs/usage/webhooks/webhooks-security): HMAC-SHA1 over
 * the whole address and every field in the order of its name. With the port of the scheme or without it, as Twilio does both.
 */
export function isSignedByTwilio({ url, form, signature = '' }: Signed, token: string): boolean {
  const given = Buffer.from(signature)
  return [url, withPort(url)].some((address) => {
    const wanted = Buffer.from(twilioSignature(address, form, token))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}

/** The signature itself, in base64. */
export function twilioSignature(url: string, form: URLSearchParams, token: string): string {
  const fields = [...form].sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
  return createHmac('sha1', token)
    .update(url + fields.map(([name, value]) => name + value).join(''))
    .digest('base64')
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b))

const withPort = (address: string) => {
  const { protocol, port, host } = new URL(address)
  return port === '' ? address.replace(`//${host}`, `//${host}:${protocol === 'https:' ? 443 : 80}`) : address
}
