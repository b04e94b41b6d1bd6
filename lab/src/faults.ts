import type { CertificateFlaw } from './authority.ts'
import type { Transport } from './host.ts'
import {
  accountSuspended,
  endlessHeaders,
  gzipBomb,
  notHttp,
  pageWithoutPhrase,
  serverError,
  slowPage,
  type SiteAnswer,
} from './site-answers.ts'

/** One way in which a website breaks, as data: what becomes of its certificate, its server, its answers, its records, its registration. */
export type Fault = {
  readonly id: string
  readonly description: string
  readonly certificate?: CertificateFlaw
  readonly transport?: Transport
  readonly answer?: SiteAnswer
  readonly records?: 'missing' | 'elsewhere'
  readonly registration?: 'expired'
}

export const FAULTS: readonly Fault[] = [
  { id: 'certificate-expired', description: 'The certificate ran out a minute ago.', certificate: 'expired' },
  { id: 'certificate-not-yet-valid', description: 'The certificate becomes valid tomorrow.', certificate: 'not-yet-valid' },
  { id: 'certificate-wrong-name', description: 'The server shows a certificate for another name.', certificate: 'wrong-name' },
  { id: 'certificate-self-signed', description: 'The server signed its certificate itself.', certificate: 'self-signed' },
  { id: 'certificate-chain', description: 'The server leaves out the intermediate certificate.', certificate: 'missing-intermediate' },
  { id: 'server-stopped', description: 'The web server is stopped: connections are refused.', transport: 'closed' },
  { id: 'server-silent', description: 'The server accepts connections and never answers.', transport: 'silent' },
  { id: 'connection-reset', description: 'The server resets every connection it accepts.', transport: 'reset' },
  { id: 'error-500', description: 'Every page answers 500 Internal Server Error.', answer: serverError },
  { id: 'suspended', description: 'The host suspended the account: every page leads to its notice.', answer: accountSuspended },
  { id: 'domain-expired', description: 'The registration lapsed; the registrar parked the domain.', registration: 'expired' },
  { id: 'record-missing', description: 'The address record is gone from every name server.', records: 'missing' },
  { id: 'record-wrong', description: 'The address record points at a server that does not know the site.', records: 'elsewhere' },
  { id: 'slow', description: 'The first byte of every page takes two seconds.', answer: slowPage },
  { id: 'content-missing', description: 'The page loads, without the words that belong on it.', answer: pageWithoutPhrase },
  { id: 'gzip-bomb', description: 'Hostile: a megabyte of gzip that unpacks to a gigabyte.', answer: gzipBomb },
  { id: 'endless-headers', description: 'Hostile: response headers that never end.', answer: endlessHeaders },
  { id: 'not-http', description: 'Hostile: the web server speaks another protocol.', answer: notHttp },
]

/** The fault of this name, or null when there is none. */
export const findFault = (id: string): Fault | null => FAULTS.find((fault) => fault.id === id) ?? null
