import type { Migration } from '../migrate.ts'
import { up as beginning } from './0001-beginning.ts'
import { up as drifts } from './0002-drifts.ts'
import { up as parents } from './0003-parents.ts'
import { up as partings } from './0004-partings.ts'
import { up as inboundMail } from './0005-inbound-mail.ts'
import { up as answers } from './0006-answers.ts'
import { up as summaries } from './0007-summaries.ts'
import { up as mailRoutes } from './0008-mail-routes.ts'
import { up as tasks } from './0009-tasks.ts'
import { up as playbooks } from './0010-playbooks.ts'
import { up as onCall } from './0011-on-call.ts'
import { up as reach } from './0012-reach.ts'
import { up as maintenance } from './0013-maintenance.ts'
import { up as digests } from './0014-digests.ts'
import { up as respond } from './0015-respond.ts'
import { up as subscribers } from './0016-subscribers.ts'
import { up as pages } from './0017-pages.ts'
import { up as identity } from './0018-identity.ts'
import { up as agents } from './0019-agents.ts'
import { up as prevention } from './0020-prevention.ts'
import { up as restored } from './0021-restored.ts'
import { up as ladderGaps } from './0023-ladder-gaps.ts'
import { up as announcedWork } from './0024-announced-work.ts'
import { up as playbookReasons } from './0025-playbook-reasons.ts'
import { up as audit } from './0027-audit.ts'
import { up as keptEntries } from './0028-kept-entries.ts'
import { up as readiness } from './0029-readiness.ts'
import { up as reports } from './0031-reports.ts'
import { up as drillTables } from './0032-drills.ts'
import { up as standbys } from './0032-standbys.ts'
import { up as waysIn } from './0033-ways-in.ts'
import { up as proposals } from './0034-proposals.ts'
import { up as vulnerabilities } from './0035-vulnerabilities.ts'
import { up as secondPerson } from './0036-second-person.ts'
import { up as rollUps } from './0037-roll-ups.ts'
import { up as leases } from './0038-leases.ts'
import { up as probes } from './0039-probes.ts'
import { up as watched } from './0040-watched.ts'
import { up as hubs } from './0041-hubs.ts'
import { up as inboundAlerts } from './0043-inbound-alerts.ts'
import { up as heardLooks } from './0044-heard-looks.ts'
import { up as storms } from './0046-storms.ts'
import { up as auditChain } from './0048-audit-chain.ts'
import { up as dataKeys } from './0049-data-keys.ts'
import { up as tenantWalls } from './0050-tenant-walls.ts'
import { up as keptAnswers } from './0053-kept-answers.ts'
import { up as webhookTries } from './0054-webhook-tries.ts'
import { up as stormJoins } from './0055-storm-joins.ts'
import { up as tokenSites } from './0058-token-sites.ts'
import { up as broughtNotices } from './0060-brought-notices.ts'
import { up as passedOver } from './0061-passed-over.ts'
import { up as wallsBeforeChanges } from './0062-walls-before-changes.ts'

/** All of them, in order. A new one is its file and a line here. */
export const migrations: readonly Migration[] = [
  { name: '0001-beginning', up: beginning },
  { name: '0002-drifts', up: drifts },
  { name: '0003-parents', up: parents },
  { name: '0004-partings', up: partings },
  { name: '0005-inbound-mail', up: inboundMail },
  { name: '0006-answers', up: answers },
  { name: '0007-summaries', up: summaries },
  { name: '0008-mail-routes', up: mailRoutes },
  { name: '0009-tasks', up: tasks },
  { name: '0010-playbooks', up: playbooks },
  { name: '0011-on-call', up: onCall },
  { name: '0012-reach', up: reach },
  { name: '0013-maintenance', up: maintenance },
  { name: '0014-digests', up: digests },
  { name: '0015-respond', up: respond },
  { name: '0016-subscribers', up: subscribers },
  { name: '0017-pages', up: pages },
  { name: '0018-identity', up: identity },
  { name: '0019-agents', up: agents },
  { name: '0020-prevention', up: prevention },
  { name: '0021-restored', up: restored },
  { name: '0023-ladder-gaps', up: ladderGaps },
  { name: '0024-announced-work', up: announcedWork },
  { name: '0025-playbook-reasons', up: playbookReasons },
  { name: '0027-audit', up: audit },
  { name: '0028-kept-entries', up: keptEntries },
  { name: '0029-readiness', up: readiness },
  { name: '0031-reports', up: reports },
  { name: '0032-drills', up: drillTables },
  { name: '0032-standbys', up: standbys },
  { name: '0033-ways-in', up: waysIn },
  { name: '0034-proposals', up: proposals },
  { name: '0035-vulnerabilities', up: vulnerabilities },
  { name: '0036-second-person', up: secondPerson },
  { name: '0037-roll-ups', up: rollUps },
  { name: '0038-leases', up: leases },
  { name: '0039-probes', up: probes },
  { name: '0040-watched', up: watched },
  { name: '0041-hubs', up: hubs },
  { name: '0043-inbound-alerts', up: inboundAlerts },
  { name: '0044-heard-looks', up: heardLooks },
  { name: '0046-storms', up: storms },
  { name: '0048-audit-chain', up: auditChain },
  { name: '0049-data-keys', up: dataKeys },
  { name: '0050-tenant-walls', up: tenantWalls },
  { name: '0053-kept-answers', up: keptAnswers },
  { name: '0054-webhook-tries', up: webhookTries },
  { name: '0055-storm-joins', up: stormJoins },
  { name: '0058-token-sites', up: tokenSites },
  { name: '0060-brought-notices', up: broughtNotices },
  { name: '0061-passed-over', up: passedOver },
  { name: '0062-walls-before-changes', up: wallsBeforeChanges },
]
