import 'reflect-metadata'
import { KeyObject, randomBytes, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
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
export type CertificateFlaw =
  | 'expired'
  | 'expired-long-ago'
  | 'not-yet-valid'
  | 'wrong-name'
  | 'host-wildcard'
  | 'apex-only'
  | 'self-signed'
  | 'panel-self-signed'
  | 'snakeoil'
  | 'missing-intermediate'
  | 'wrong-intermediate'
  | 'expired-intermediate'
  | 'unknown-root'
  | 'revoked'
  | 'revoked-by-nobody'

export type Authority = {
  readonly rootPem: string
  issue(order: CertificateOrder): Promise<Credentials>
  /** The list of what was revoked, DER, as the distribution point in every certificate serves it. A forged one has the issuer's name and another's signature. */
  revocations(kind?: 'forged'): Promise<Buffer>
}

/** Where every certificate says that revocations are listed. */
export const REVOCATION_LIST = 'http://crl.labca.example/issuing.crl'
const FORGED_LIST = 'http://crl.labca.example/forged.crl'

type Issuer = { readonly certificate: X509Certificate; readonly keys: webcrypto.CryptoKeyPair }

/**
 * Founds a certificate authority: a root that clients may trust, and an intermediate that signs for sites.
 * What only a few faults need (another intermediate, a root nobody trusts, the revocation list) is made when it is first asked for.
 */
export async function foundAuthority(): Promise<Authority> {
  const root = await createRoot()
  const good = await createIntermediate(root)
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | null = null
    return () => (made ??= make())
  }
  const others = {
    lapsed: once(() => createIntermediate(root, 'CN=Lab Issuing CA 2019, O=Allclear Lab', [days(-800), days(-2)])),
    unrelated: once(() => createIntermediate(root, 'CN=Lab Issuing CA G2, O=Allclear Lab')),
    untrusted: once(async () => createIntermediate(await createRoot('CN=Kontor Private Root, O=Kontor'), 'CN=Kontor Issuing, O=Kontor')),
  }
  const revoked: string[] = []
  const forged: string[] = []
  const issue = async (order: CertificateOrder): Promise<Credentials> => {
    if (order.flaw === 'expired-intermediate') return signed(order, await others.lapsed())
    if (order.flaw === 'unknown-root') return signed(order, await others.untrusted())
    if (order.flaw === 'wrong-intermediate') return signed(order, good, (await others.unrelated()).certificate)
    const list = order.flaw === 'revoked-by-nobody' ? forged : revoked
    return signed(order, good, good.certificate, order.flaw?.startsWith('revoked') ? (serial) => list.push(serial) : undefined)
  }
  const revocations = async (kind?: 'forged') =>
    kind === 'forged' ? revocationList({ ...good, keys: (await others.unrelated()).keys }, forged) : revocationList(good, revoked)
  return { rootPem: root.certificate.toString('pem'), issue, revocations }
}

/** The name that a flawed certificate carries in place of the right ones. */
const OTHER_NAMES: Partial<Record<CertificateFlaw, readonly string[]>> = {
  'wrong-name': ['server7.anchor.example'],
  'host-wildcard': ['*.server7.anchor.example', 'server7.anchor.example'],
  'panel-self-signed': ['Plesk'],
  snakeoil: ['localhost.localdomain'],
}
const SIGN_THEMSELVES: readonly (CertificateFlaw | undefined)[] = ['self-signed', 'panel-self-signed', 'snakeoil']

async function signed(
  { names, addresses = [], flaw }: CertificateOrder,
  signer: Issuer,
  along: X509Certificate = signer.certificate,
  tell: (serial: string) => void = () => {},
): Promise<Credentials> {
  const keys = await newKeys()
  const written = (flaw && OTHER_NAMES[flaw]) ?? (flaw === 'apex-only' ? names.slice(0, 1) : names)
  const subject = flaw === 'panel-self-signed' ? 'C=CH, L=Schaffhausen, O=Plesk, CN=Plesk, E=info@plesk.example' : `CN=${written[0]}`
  const about = { subject, keys, validity: validity(flaw), extensions: await leafExtensions(keys, written, addresses) }
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString()
  if (SIGN_THEMSELVES.includes(flaw))
    return { key, cert: (await sign({ ...about, issuer: subject, signingKey: keys.privateKey })).toString('pem') }

  const issuer = { issuer: signer.certificate.subject, signingKey: signer.keys.privateKey }
  const extensions = [
    ...about.extensions,
    await AuthorityKeyIdentifierExtension.create(signer.keys.publicKey),
    new CRLDistributionPointsExtension([flaw === 'revoked-by-nobody' ? FORGED_LIST : REVOCATION_LIST]),
  ]
  const leaf = await sign({ ...about, ...issuer, extensions })
  tell(leaf.serialNumber)
  const pem = leaf.toString('pem')
  return { key, cert: flaw === 'missing-intermediate' ? pem : `${pem}\n${along.toString('pem')}\n` }
}

async function revocationList({ certificate, keys }: Issuer, serials: readonly string[]): Promise<Buffer> {
  const list = await X509CrlGenerator.create({
    issuer: certificate.subject,
    thisUpdate: days(-1),
    nextUpdate: days(6),
    entries: serials.map((serialNumber) => ({ serialNumber, revocationDate: days(-1), reason: X509CrlReason.keyCompromise })),
    signingAlgorithm: SIGNING,
    signingKey: keys.privateKey,
  })
  return Buffer.from(list.rawData)
}

function validity(flaw: CertificateFlaw | undefined): readonly [Date, Date] {
  const now = Date.now()
  if (flaw === 'expired') return [days(-90), new Date(now - 60_000)]
  if (flaw === 'expired-long-ago') return [days(-120), days(-30)]
  if (flaw === 'not-yet-valid') return [days(1), days(91)]
  if (flaw === 'snakeoil' || flaw === 'panel-self-signed') return [days(-200), days(165)]
  return [new Date(now - 3_600_000), days(90)]
}

async function createRoot(name = 'CN=Lab Root, O=Allclear Lab'): Promise<Issuer> {
  const keys = await newKeys()
  const extensions = await authorityExtensions(keys, 1)
  const certificate = await sign({ subject: name, issuer: name, keys, signingKey: keys.privateKey, validity: years(10), extensions })
  return { certificate, keys }
}

async function createIntermediate(
  root: Issuer,
  subject = 'CN=Lab Issuing CA, O=Allclear Lab',
  validity: readonly [Date, Date] = years(5),
): Promise<Issuer> {
  const keys = await newKeys()
  const extensions = [...(await authorityExtensions(keys, 0)), await AuthorityKeyIdentifierExtension.create(root.keys.publicKey)]
  const signer = { issuer: root.certificate.subject, signingKey: root.keys.privateKey }
  return { keys, certificate: await sign({ subject, keys, ...signer, validity, extensions }) }
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

const days = (count: number): Date => new Date(Date.now() + count * DAY)

const years = (count: number): readonly [Date, Date] => [new Date(Date.now() - DAY), new Date(Date.now() + count * 365 * DAY)]
