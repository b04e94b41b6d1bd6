import { X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import type { Instant } from '../domain/instant.ts'
import type { Certificate } from './network.ts'

const LONGEST_CHAIN = 10
const MOST_NAMES = 200
const LIST_POINTS = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x1f]) // 2.5.29.31
const ASCII_ADDRESS = 0x86
const MOST_POINTS = 512 // bytes
const MOST_LISTS = 2

/** The facts of a chain, leaf first, at most ten long; null when a certificate in it cannot be read. */
export function readChain(leaf: X509Certificate): readonly Certificate[] | null {
  const chain: Certificate[] = []
  const seen = new Set<string>()
  let at: X509Certificate | undefined = leaf
  while (at && chain.length < LONGEST_CHAIN && !seen.has(at.fingerprint256)) {
    const certificate = readCertificate(at)
    if (certificate === null) return null
    chain.push(certificate)
    seen.add(at.fingerprint256)
    at = at.issuerCertificate
  }
  return chain
}

function readCertificate(x509: X509Certificate): Certificate | null {
  const validFrom = x509.validFromDate.getTime()
  const validTo = x509.validToDate.getTime()
  if (Number.isNaN(validFrom) || Number.isNaN(validTo)) return null
  return {
    subject: oneLine(x509.subject ?? ''),
    issuer: oneLine(x509.issuer ?? ''),
    names: readNames(x509.subjectAltName ?? ''),
    validFrom: validFrom as Instant,
    validTo: validTo as Instant,
    fingerprint: x509.fingerprint256,
    serial: x509.serialNumber,
    revocationLists: listsIn(x509.raw),
    publicKey: keyOf(x509),
    selfSigned: x509.subject === x509.issuer && signedItself(x509),
  }
}

// RFC 5280 section 4.2.1.13. Node does not read this extension; its addresses stand in it as tagged ASCII.
function listsIn(raw: Buffer): readonly string[] {
  const at = raw.indexOf(LIST_POINTS)
  const part = at < 0 ? Buffer.alloc(0) : raw.subarray(at, at + MOST_POINTS)
  const lists: string[] = []
  for (let from = part.indexOf('http://'); from >= 2 && lists.length < MOST_LISTS; from = part.indexOf('http://', from + 1)) {
    const length = part[from - 1]!
    if (part[from - 2] === ASCII_ADDRESS && from + length <= part.length) lists.push(part.toString('latin1', from, from + length))
  }
  return lists
}

// Not `checkIssued`: that asks for leave to sign certificates, which a panel's default certificate has not.
function signedItself(x509: X509Certificate): boolean {
  try {
    return x509.verify(x509.publicKey)
  } catch {
    return false
  }
}

function keyOf(x509: X509Certificate): KeyObject | null {
  try {
    return x509.publicKey
  } catch {
    return null
  }
}

const oneLine = (name: string) => name.split('\n').join(', ').slice(0, 512)

/** Host names and addresses of `subjectAltName` as Node prints it, where a name with odd characters comes as a JSON string. */
function readNames(text: string): readonly string[] {
  const names = text.matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)
  return [...names.take(MOST_NAMES)].map(([, name]) => (name!.startsWith('"') ? name!.slice(1, -1) : name!.toLowerCase()))
}

/** Whether a certificate is for this host, as a browser judges it: only names of `subjectAltName` count (RFC 9525). */
export function isFor(x509: X509Certificate, host: string): boolean {
  try {
    return (isIP(host) === 0 ? x509.checkHost(host, { subject: 'never', partialWildcards: false }) : x509.checkIP(host)) !== undefined
  } catch {
    return false
  }
}
