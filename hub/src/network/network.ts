import type { Instant } from '../domain/instant.ts'
import type { NetworkPlan } from '../domain/plan/plan.ts'
import type { Remembering } from './memory.ts'

/** The only way out. One is made of `network:` for checks, evidence, actions and provider feeds; another, on the system's resolver and the true ports, for channels. */
export type Network = {
  readonly madeOf?: NetworkOptions // plain data, by which a thread makes the same for itself
  /**
   * Asks the configured resolver. Never throws: a refusal or silence is a `code`. `resolver` picks another of those configured;
   * `unchecked` asks for the answer as it is, signed well or not (RFC 4035 section 3.2.2); `remembering` lets it be an answer of before, while that may be kept.
   */
  lookup(
    name: string,
    type: RecordType,
    options: { signal: AbortSignal; resolver?: number; unchecked?: boolean; remembering?: Remembering | undefined },
  ): Promise<Lookup>
  readonly resolverCount: number
  /** One question to one server, as the delegation walk needs it. `address` is `address[:port]`; `ports` applies. */
  ask(
    server: string,
    name: string,
    type: RecordType,
    options: { signal: AbortSignal; dnssec?: boolean; recurse?: boolean; unchecked?: boolean },
  ): Promise<DnsAnswer>
  readonly rootServers: readonly string[]
  /** A TCP connection, address policy applied to the address connected to. */
  connect(target: Target, options: { signal: AbortSignal }): Promise<Connected | ConnectFailure>
  /** A TLS handshake that ends in facts, trusted or not. */
  handshake(
    target: Target & { readonly servername: string },
    options: { signal: AbortSignal; alpn?: readonly string[] },
  ): Promise<Handshake>
  /** TLS over a connection that is open already (STARTTLS), for `servername`; trusted or not is an answer. A failure ends the connection. */
  secure(
    connected: Connected,
    options: { readonly servername: string; readonly signal: AbortSignal },
  ): Promise<{ readonly ok: true; readonly socket: import('node:net').Socket; readonly tlsCode: string | null } | ConnectFailureWithTls>
  /** Asks a host for echoes with the system's `ping`, since sending ICMP takes rights that we do not have. The address policy holds. */
  ping(target: Omit<Target, 'port'>, options: { signal: AbortSignal }): Promise<Pinged>
  /** One HTTP exchange, one hop: redirects are an answer. Body capped at `maxBytes` (default 1 MiB in, 4 MiB decoded, ratio 100); br and zstd never decoded. */
  request(request: HttpRequest, options: { signal: AbortSignal; remembering?: Remembering | undefined }): Promise<HttpAnswer | HttpFailure>
}

/** `operatorHosts` are hosts the operator wrote, such as a panel's, which may be private though others may not. */
export type NetworkOptions = { readonly plan: NetworkPlan; readonly trustedCa: string | null; readonly operatorHosts?: readonly string[] }

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'NS' | 'MX' | 'TXT' | 'SOA' | 'DS' | 'DNSKEY' | 'CAA'
export type Lookup = {
  readonly code: 'ok' | 'nxdomain' | 'nodata' | 'servfail' | 'refused' | 'timeout' | 'malformed'
  readonly records: readonly string[]
  readonly cname: string | null
  readonly ttl: number | null
  readonly resolver: string
  readonly extended: number | null // why, in the words of RFC 8914
}
export type DnsAnswer =
  | {
      readonly ok: true
      readonly rcode: string
      readonly authoritative: boolean
      readonly extended: number | null // the info code of RFC 8914
      readonly answers: readonly DnsRecord[]
      readonly authorities: readonly DnsRecord[]
      readonly additionals: readonly DnsRecord[]
      readonly tookMs: number
    }
  | { readonly ok: false; readonly why: 'timeout' | 'refused' | 'malformed' | 'not-allowed'; readonly tookMs: number }
export type DnsRecord = { readonly name: string; readonly type: string; readonly ttl: number; readonly data: string }

/** Where to: a host name or address, the port as the URL says it (`ports` is applied inside), the family when only one may be used, `address` when it is already known. */
export type Target = {
  readonly host: string
  readonly port: number
  readonly family?: 4 | 6
  readonly address?: string
  readonly resolver?: number
  readonly remembering?: Remembering | undefined
}
export type Connected = {
  readonly ok: true
  readonly socket: import('node:net').Socket
  readonly address: string
  readonly family: 4 | 6
  readonly tookMs: number
}
export type ConnectFailure = {
  readonly ok: false
  readonly code: NetworkCode
  readonly message: string
  readonly address: string | null
  readonly tookMs: number
}
export type Pinged =
  | { readonly ok: true; readonly address: string; readonly sent: number; readonly answered: number; readonly averageMs: number | null }
  | {
      readonly ok: false
      readonly code: NetworkCode | 'ping_missing' | 'ping_unusable'
      readonly message: string
      readonly address: string | null
    }
export type ConnectFailureWithTls = ConnectFailure & { readonly tlsCode: string | null }

/** The words for what goes wrong on the way out; API codes and check codes use them as they are. */
export type NetworkCode =
  | 'name_not_found'
  | 'name_without_address'
  | 'resolver_failed'
  | 'address_not_public'
  | 'connection_refused'
  | 'connection_reset'
  | 'connection_timeout'
  | 'address_unreachable'
  | 'tls_failed'
  | 'tls_timeout'
  | 'timeout'
  | 'protocol_error'
  | 'headers_too_large'
  | 'body_limit'
  | 'encoding_refused'
  | 'body_truncated'
  | 'url_invalid'
  | 'aborted'

export type Certificate = {
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  readonly validFrom: Instant
  readonly validTo: Instant
  readonly fingerprint: string
  readonly selfSigned: boolean
  readonly serial: string // hexadecimal, upper case
  readonly revocationLists: readonly string[] // where its issuer says which it has revoked
  readonly publicKey: import('node:crypto').KeyObject | null // null: of a kind we cannot read
}
export type Handshake =
  | {
      readonly ok: true
      readonly authorized: boolean
      readonly code: string | null
      readonly nameMatches: boolean
      readonly protocol: string
      readonly chain: readonly Certificate[]
      readonly address: string
      readonly family: 4 | 6
      readonly tookMs: number
    }
  | {
      readonly ok: false
      readonly code: NetworkCode
      readonly tlsCode: string | null
      readonly message: string
      readonly address: string | null
      readonly tookMs: number
    }

export type HttpRequest = {
  readonly url: string
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly family?: 4 | 6
  readonly address?: string
  readonly resolver?: number
  readonly maxBytes?: number
  readonly binary?: boolean // the body comes as Latin-1, a character a byte
  readonly into?: (piece: Buffer) => void // takes the body of an answer piece by piece, and none of it is kept; up to ten times `maxBytes` decoded. It must not throw
  readonly insecure?: boolean // accept any certificate: evidence only
  readonly onBodySent?: () => void | Promise<void> // awaited before the last byte of the request leaves: for at-most-once channels
}
export type HttpAnswer = {
  readonly ok: true
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly bytes: number
  readonly complete: boolean
  readonly limit: 'body_limit' | 'encoding_refused' | null
  readonly address: string
  readonly family: 4 | 6
  readonly tookMs: number
}
export type HttpFailure = {
  readonly ok: false
  readonly code: NetworkCode
  readonly tlsCode: string | null
  readonly message: string
  readonly address: string | null
  readonly tookMs: number
  readonly afterBody: boolean
} // afterBody: the whole request had left, nobody knows what became of it
