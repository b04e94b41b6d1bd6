import type { Cause } from '../cause.ts'
import { appAssets } from './app-assets.ts'
import { appBlank } from './app-blank.ts'
import { appConfigMissing } from './app-config-missing.ts'
import { appDbConnect } from './app-db-connect.ts'
import { appFatal } from './app-fatal.ts'
import { appMaintenanceStuck } from './app-maintenance-stuck.ts'
import { appNotInstalled } from './app-not-installed.ts'
import { appRedirectLoop } from './app-redirect-loop.ts'
import { appTruncated } from './app-truncated.ts'
import { dnsDnssec } from './dns-dnssec.ts'
import { dnsInconsistent } from './dns-inconsistent.ts'
import { dnsLame } from './dns-lame.ts'
import { dnsNsMovedRecordsMissing } from './dns-ns-moved-records-missing.ts'
import { dnsProviderOutage } from './dns-provider-outage.ts'
import { dnsProxyConflict } from './dns-proxy-conflict.ts'
import { dnsRecordMissing } from './dns-record-missing.ts'
import { dnsRecordWrong } from './dns-record-wrong.ts'
import { dnsWwwCname } from './dns-www-cname.ts'
import { domainExpired } from './domain-expired.ts'
import { domainHold } from './domain-hold.ts'
import { domainPendingDelete } from './domain-pending-delete.ts'
import { domainRedemption } from './domain-redemption.ts'
import { hostDbDown } from './host-db-down.ts'
import { hostDiskFull } from './host-disk-full.ts'
import { hostInodes } from './host-inodes.ts'
import { hostLoad } from './host-load.ts'
import { hostMailQueue } from './host-mail-queue.ts'
import { hostMiner } from './host-miner.ts'
import { hostOom } from './host-oom.ts'
import { hostServiceDown } from './host-service-down.ts'
import { hostingBilling } from './hosting-billing.ts'
import { hostingCapacity } from './hosting-capacity.ts'
import { hostingDos } from './hosting-dos.ts'
import { hostingProviderOutage } from './hosting-provider-outage.ts'
import { hostingSuspendedAbuse } from './hosting-suspended-abuse.ts'
import { hostingSuspendedUnknown } from './hosting-suspended-unknown.ts'
import { hostingUnmapped } from './hosting-unmapped.ts'
import { securityBlocklisted } from './security-blocklisted.ts'
import { securityDefacement } from './security-defacement.ts'
import { securityMalware } from './security-malware.ts'
import { securityPageMiner } from './security-page-miner.ts'
import { securityRedirect } from './security-redirect.ts'
import { securitySeoSpam } from './security-seo-spam.ts'
import { tlsChain } from './tls-chain.ts'
import { tlsExpired } from './tls-expired.ts'
import { tlsHandshake } from './tls-handshake.ts'
import { tlsNameMismatch } from './tls-name-mismatch.ts'
import { tlsNotYetValid } from './tls-not-yet-valid.ts'
import { tlsOrigin } from './tls-origin.ts'
import { tlsRevoked } from './tls-revoked.ts'
import { tlsSelfSigned } from './tls-self-signed.ts'
import { tlsUntrusted } from './tls-untrusted.ts'

/** Every cause we can tell, in order of the layers. Adding one is a file, its test, and a line here. */
export const causes: readonly Cause[] = [
  domainHold,
  domainRedemption,
  domainPendingDelete,
  domainExpired,
  dnsProviderOutage,
  dnsNsMovedRecordsMissing,
  dnsLame,
  dnsDnssec,
  dnsRecordMissing,
  dnsRecordWrong,
  dnsWwwCname,
  dnsInconsistent,
  dnsProxyConflict,
  hostingProviderOutage,
  hostServiceDown,
  tlsExpired,
  tlsNotYetValid,
  tlsNameMismatch,
  tlsSelfSigned,
  tlsChain,
  tlsUntrusted,
  tlsRevoked,
  tlsHandshake,
  tlsOrigin,
  hostingBilling,
  hostingSuspendedAbuse,
  hostingSuspendedUnknown,
  hostingUnmapped,
  hostingCapacity,
  hostingDos,
  hostMiner,
  hostDiskFull,
  hostInodes,
  hostOom,
  hostDbDown,
  hostLoad,
  hostMailQueue,
  appNotInstalled,
  appConfigMissing,
  appDbConnect,
  appFatal,
  appBlank,
  appTruncated,
  appMaintenanceStuck,
  appRedirectLoop,
  appAssets,
  securityMalware,
  securityRedirect,
  securitySeoSpam,
  securityPageMiner,
  securityDefacement,
  securityBlocklisted,
]
