import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What a browser read of a message, and what the push service saw of it. */
export type Read = { readonly words: unknown; readonly headers: Readonly<Record<string, unknown>>; readonly signedBy: string }

/** A push service with one browser behind it: it checks who signs (RFC 8292) and decrypts as a browser does (RFC 8291, RFC 8188). */
export async function startBrowser(status: () => number = () => 201) {
  const curve = createECDH('prime256v1')
  const key = curve.generateKeys()
  const auth = randomBytes(16)
  const read: Read[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const signedBy = signer(String(request.headers.authorization), `http://${request.headers.host}`)
    if (status() === 201) read.push({ words: JSON.parse(opened(body)), headers: request.headers, signedBy })
    response.writeHead(status(), { location: '/message/1' }).end()
  })
  const opened = (body: Buffer): string => {
    const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 21 + body[20]!)]
    const derive = (secret: Buffer, seasoning: Buffer, info: Buffer, length: number) =>
      Buffer.from(hkdfSync('sha256', secret, seasoning, info, length))
    const shared = derive(curve.computeSecret(theirs), auth, Buffer.concat([Buffer.from('WebPush: info\0'), key, theirs]), 32)
    const content = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
    const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
    const sealed = body.subarray(21 + body[20]!)
    const decipher = createDecipheriv('aes-128-gcm', content, nonce)
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8') // the last record ends with 2 and padding
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    subscription: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push/1`,
      p256dh: key.toString('base64url'),
      auth: auth.toString('base64url'),
    },
    read,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

// `vapid t=<JWT>, k=<public key>`; throws when the key did not sign it or it is for another service.
function signer(authorization: string, audience: string): string {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? []
  const [head, claims, signature] = token.split('.') as [string, string, string]
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url')) as [string, string]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const isSigned = verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')) // prettier-ignore
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string }
  if (!isSigned || aud !== audience || !sub.startsWith('mailto:')) throw new Error('not signed for this push service')
  return key
}
