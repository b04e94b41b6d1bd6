import type { Cause } from '../evidence.ts'
import { dnsRecordMissing } from './dns-record-missing.ts'
import { dnsRecordWrong } from './dns-record-wrong.ts'
import { domainExpired } from './domain-expired.ts'
import { hostServiceDown } from './host-service-down.ts'
import { hostingProviderOutage } from './hosting-provider-outage.ts'
import { hostingSuspendedUnknown } from './hosting-suspended-unknown.ts'
import { tlsChain } from './tls-chain.ts'
import { tlsExpired } from './tls-expired.ts'
import { tlsHandshake } from './tls-handshake.ts'
import { tlsNameMismatch } from './tls-name-mismatch.ts'
import { tlsNotYetValid } from './tls-not-yet-valid.ts'
import { tlsSelfSigned } from './tls-self-signed.ts'
import { tlsUntrusted } from './tls-untrusted.ts'

/** Every cause we can tell, in order of the layers. Adding one is a file, its test, and a line here. */
export const causes: readonly Cause[] = [
  domainExpired,
  dnsRecordMissing,
  dnsRecordWrong,
  hostingProviderOutage,
  hostServiceDown,
  tlsExpired,
  tlsNotYetValid,
  tlsNameMismatch,
  tlsSelfSigned,
  tlsChain,
  tlsUntrusted,
  tlsHandshake,
  hostingSuspendedUnknown,
]
