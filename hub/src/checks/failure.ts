import type { FailureClass } from '../domain/triage/verdict.ts'
import type { NetworkCode } from '../network/network.ts'

/** What was wrong, as a code for people and programs, and how patient to be with it. */
export type Failure = { readonly code: string; readonly class: FailureClass }

const CLASSES: Readonly<Record<Exclude<NetworkCode, 'tls_failed'>, FailureClass>> = {
  name_not_found: 'dns',
  name_without_address: 'dns',
  resolver_failed: 'dns',
  address_not_public: 'dns',
  connection_refused: 'refused',
  connection_reset: 'reset',
  connection_timeout: 'timeout',
  address_unreachable: 'timeout',
  tls_timeout: 'timeout',
  timeout: 'timeout',
  aborted: 'timeout',
  body_truncated: 'reset',
  protocol_error: 'protocol',
  headers_too_large: 'protocol',
  body_limit: 'protocol',
  encoding_refused: 'protocol',
  url_invalid: 'protocol',
}

// OpenSSL's and Node's words, as causes they are the mark of. What only a person can put right is deterministic.
const CERTIFICATE: Readonly<Record<string, Failure>> = {
  CERT_HAS_EXPIRED: { code: 'tls.expired', class: 'deterministic' },
  CERT_NOT_YET_VALID: { code: 'tls.not_yet_valid', class: 'deterministic' },
  ERR_TLS_CERT_ALTNAME_INVALID: { code: 'tls.name_mismatch', class: 'deterministic' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { code: 'tls.self_signed', class: 'deterministic' },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { code: 'tls.chain', class: 'tls' },
  CERT_REVOKED: { code: 'tls.revoked', class: 'tls' },
  SELF_SIGNED_CERT_IN_CHAIN: { code: 'tls.untrusted', class: 'tls' },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { code: 'tls.untrusted', class: 'tls' },
  UNABLE_TO_GET_ISSUER_CERT: { code: 'tls.untrusted', class: 'tls' },
  INVALID_PURPOSE: { code: 'tls.untrusted', class: 'tls' },
  INVALID_CA: { code: 'tls.untrusted', class: 'tls' },
  PATH_LENGTH_EXCEEDED: { code: 'tls.untrusted', class: 'tls' },
  CERT_CHAIN_TOO_LONG: { code: 'tls.untrusted', class: 'tls' },
  CERT_SIGNATURE_FAILURE: { code: 'tls.untrusted', class: 'tls' },
  CERT_MALFORMED: { code: 'tls.untrusted', class: 'tls' },
}

/** The code and class of what went wrong on the way; a refused certificate is called by its cause, any other end of a handshake `tls.handshake`. */
export function failureOf(failed: { readonly code: NetworkCode; readonly tlsCode: string | null }): Failure {
  if (failed.code !== 'tls_failed') return { code: failed.code, class: CLASSES[failed.code] }
  return CERTIFICATE[failed.tlsCode ?? ''] ?? { code: 'tls.handshake', class: 'tls' }
}
