import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const NOW_HERE = 0x01 // user present
const VERIFIED = 0x04
const BACKED_UP = 0x08 | 0x10
const HAS_KEY = 0x40

type Asked = { readonly challenge: string; readonly user?: { readonly id: string } }
type Deviation = {
  readonly origin?: string
  readonly rp?: string
  readonly verified?: boolean
  readonly counter?: number
  readonly handle?: string
}

/** A device with one passkey, as far as a hub sees it: WebAuthn level 3 with ES256 and no attestation. It deviates where it is told to. */
export function authenticator({ origin, rp }: { origin: string; rp: string }) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const names = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' }
  let handle = ''
  let counter = 0
  const saying = (type: string, { challenge }: Asked, at = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  const data = (more: number, { rp: host = rp, verified = true, counter: count = (counter += 1) }: Deviation) => {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(count)
    const flags = NOW_HERE | BACKED_UP | more | (verified ? VERIFIED : 0)
    return Buffer.concat([createHash('sha256').update(host).digest(), Buffer.from([flags]), number])
  }
  const coseKey = () => {
    const { x, y } = publicKey.export({ format: 'jwk' })
    const part = (text: string) => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, 'base64url')])
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053 section 7.1.1)
    return Buffer.concat([Buffer.from('a5010203262001', 'hex'), Buffer.from([0x21]), part(x!), Buffer.from([0x22]), part(y!)])
  }
  return {
    make(asked: Asked, but: Deviation = {}) {
      handle = asked.user!.id
      const about = Buffer.concat([data(HAS_KEY, but), Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey()])
      // {"fmt": "none", "attStmt": {}, "authData": …}
      const head = Buffer.from(`a363666d74646e6f6e656761747453746d74a068617574684461746158${about.length.toString(16)}`, 'hex')
      const attestationObject = Buffer.concat([head, about]).toString('base64url')
      const clientDataJSON = saying('webauthn.create', asked, but.origin).toString('base64url')
      return { ...names, response: { clientDataJSON, attestationObject, transports: ['internal'] }, clientExtensionResults: {} }
    },
    use(asked: Asked, but: Deviation = {}) {
      const clientData = saying('webauthn.get', asked, but.origin)
      const about = data(0, but)
      const signature = sign('sha256', Buffer.concat([about, createHash('sha256').update(clientData).digest()]), privateKey)
      const [clientDataJSON, authenticatorData, signed] = [clientData, about, signature].map((part) => part.toString('base64url'))
      const response = { clientDataJSON, authenticatorData, signature: signed, userHandle: but.handle ?? handle }
      return { ...names, response, clientExtensionResults: {} }
    },
  }
}
