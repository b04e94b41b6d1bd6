import type { FindingKind } from '../finding-kind.ts'
import { bouncingContact } from './bouncing-contact.ts'
import { contactWithoutPhone } from './contact-without-phone.ts'
import { coverageGap } from './coverage-gap.ts'
import { loneContact } from './lone-contact.ts'
import { mailFallsWithSite } from './mail-falls-with-site.ts'
import { noAgent } from './no-agent.ts'
import { noContact } from './no-contact.ts'
import { noPhone } from './no-phone.ts'
import { noProviderSupport } from './no-provider-support.ts'
import { noSecondOnCall } from './no-second-on-call.ts'
import { noWatcher } from './no-watcher.ts'
import { nothingRings } from './nothing-rings.ts'
import { oldBackup } from './old-backup.ts'
import { playbookMissing } from './playbook-missing.ts'
import { siteBackup } from './site-backup.ts'
import { staleContacts } from './stale-contacts.ts'
import { standbyWouldNotHold } from './standby-would-not-hold.ts'
import { statusPageFallsToo } from './status-page-falls-too.ts'
import { unknownHost } from './unknown-host.ts'
import { unknownRegistrar } from './unknown-registrar.ts'
import { unprovedChannel } from './unproved-channel.ts'
import { unprovedSendingDomain } from './unproved-sending-domain.ts'

/** All that is looked at, the heaviest first. A new one is its file, its test and a line here. */
export const FINDING_KINDS: readonly FindingKind[] = [
  nothingRings,
  coverageGap,
  noSecondOnCall,
  unprovedChannel,
  noWatcher,
  noContact,
  noPhone,
  contactWithoutPhone,
  bouncingContact,
  mailFallsWithSite,
  unprovedSendingDomain,
  statusPageFallsToo,
  unknownRegistrar,
  unknownHost,
  noProviderSupport,
  standbyWouldNotHold,
  siteBackup,
  oldBackup,
  noAgent,
  playbookMissing,
  staleContacts,
  loneContact,
]
