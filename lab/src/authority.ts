import 'reflect-metadata'
import { KeyObject, randomBytes, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type X509Certificate,
} from '@peculiar/x509'

const DAY = 86_400_000
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** What a server needs to speak TLS: its key, and its certificate with what it sends along, leaf first. */
export type Credentials = { readonly key: string; readonly cert: string }

/** A certificate as somebody orders it. Without `flaw` it is good for 90 days and comes with its intermediate. */
export type CertificateOrder = {
  readonly names: readonly string[]
  readonly addresses?: readonly string[]
  readonly flaw?: CertificateFlaw
}
export type CertificateFlaw = 'expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed' | 'missing-intermediate'

export type Authority = { readonly rootPem: string; issue(order: CertificateOrder): Promise<Credentials> }

type Issuer = { readonly certificate: X509Certificate; readonly keys: webcrypto.CryptoKeyPair }

/** Founds a certificate authority: a root that clients may trust, and an intermediate that signs for sites. */
export async function foundAuthority(): Promise<Authority> {
  const root = await createRoot()
  const intermediate = await createIntermediate(root)
  return { rootPem: root.certificate.toString('pem'), issue: (order) => issue(intermediate, order) }
}

async function issue(intermediate: Issuer, { names, addresses = [], flaw }: CertificateOrder): Promise<Credentials> {
  const keys = await newKeys()
  const written = flaw === 'wrong-name' ? ['server7.anchor.example'] : names
  const subject = `CN=${written[0]}`
  const about = { subject, keys, validity: validity(flaw), extensions: await leafExtensions(keys, written, addresses) }
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
  if (flaw === 'self-signed') return { key, cert: (await sign({ ...about, issuer: subject, signingKey: keys.privateKey })).toString('pem') }

  const issuer = intermediate.certificate
  const signer = { issuer: issuer.subject, signingKey: intermediate.keys.privateKey }
  const extensions = [...about.extensions, await AuthorityKeyIdentifierExtension.create(intermediate.keys.publicKey)]
  const leaf = (await sign({ ...about, ...signer, extensions })).toString('pem')
  return { key, cert: flaw === 'missing-intermediate' ? leaf : `${leaf}\n${issuer.toString('pem')}\n` }
}

function validity(flaw: CertificateFlaw | undefined): readonly [Date, Date] {
  const now = Date.now()
  if (flaw === 'expired') return [new Date(now - 90 * DAY), new Date(now - 60_000)]
  if (flaw === 'not-yet-valid') return [new Date(now + DAY), new Date(now + 91 * DAY)]
  return [new Date(now - 3_600_000), new Date(now + 90 * DAY)]
}

async function createRoot(): Promise<Issuer> {
  const keys = await newKeys()
  const name = 'CN=Lab Root, O=Allclear Lab'
  const extensions = await authorityExtensions(keys, 1)
  const certificate = await sign({ subject: name, issuer: name, keys, signingKey: keys.privateKey, validity: years(10), extensions })
  return { certificate, keys }
}

async function createIntermediate(root: Issuer): Promise<Issuer> {
  const keys = await newKeys()
  const extensions = [...(await authorityExtensions(keys, 0)), await AuthorityKeyIdentifierExtension.create(root.keys.publicKey)]
  const subject = 'CN=Lab Issuing CA, O=Allclear Lab'
  const signer = { issuer: root.certificate.subject, signingKey: root.keys.privateKey }
  return { keys, certificate: await sign({ subject, keys, ...signer, validity: years(5), extensions }) }
}

type Signing = {
  readonly subject: string
  readonly issuer: string
  readonly keys: webcrypto.CryptoKeyPair
  readonly signingKey: webcrypto.CryptoKey
  readonly validity: readonly [Date, Date]
  readonly extensions: readonly Extension[]
}

const sign = ({ subject, issuer, keys, signingKey, validity: [notBefore, notAfter], extensions }: Signing): Promise<X509Certificate> =>
  X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(15).toString('hex')}`, // a leading 01 keeps the number positive
    subject,
    issuer,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    extensions: [...extensions],
  })

const leafExtensions = async (keys: webcrypto.CryptoKeyPair, names: readonly string[], addresses: readonly string[]) => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']), // serverAuth
  new SubjectAlternativeNameExtension([
    ...names.map((value) => ({ type: 'dns' as const, value })),
    ...addresses.map((value) => ({ type: 'ip' as const, value })),
  ]),
  await SubjectKeyIdentifierExtension.create(keys.publicKey),
]

const authorityExtensions = async (keys: webcrypto.CryptoKeyPair, pathLength: number) => [
  new BasicConstraintsExtension(true, pathLength, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  await SubjectKeyIdentifierExtension.create(keys.publicKey),
]

const newKeys = () => webcrypto.subtle.generateKey(SIGNING, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>

const years = (count: number): readonly [Date, Date] => [new Date(Date.now() - DAY), new Date(Date.now() + count * 365 * DAY)]
