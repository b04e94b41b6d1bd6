import type { Health, HealthPart } from '@allclear/wire/health.ts'
import { listAudit } from '../../store/audit.ts'
import { lastBackup } from '../../store/backups-made.ts'
import { databaseOf, oldestWaiting } from '../../store/condition.ts'
import { channelProofs } from '../../store/channel-proofs.ts'
import { nextDiagnosis, nextWake } from '../../store/incidents.ts'
import { locations } from '../../store/locations.ts'
import { otherLocations } from '../../engine/probes/other-locations.ts'
import type { Around } from '../around.ts'
import { hostStates } from '../host-states.ts'
import { ownVersion } from '../../own-version.ts'
import {
  agentsPart,
  backupPart,
  canaryPart,
  channelPart,
  lateness,
  looksPart,
  loopParts,
  probePart,
  restorePart,
  sizePart,
  watcherPart,
} from './parts.ts'

/** Whether Allclear itself is well, asked now: what is not comes first in the sentence. */
export async function ownHealth(around: Around): Promise<Health> {
  const { store, clock, plan } = around
  const { db } = store
  const now = clock.now()
  const [{ checks }, messages, incidents, diagnoses] = await Promise.all([
    around.health(),
    oldestWaiting(db),
    nextWake(db),
    nextDiagnosis(db, now),
  ])
  const [proofs, probes, hosts, database] = await Promise.all([channelProofs(db), locations(db), hostStates(around), databaseOf(db)])
  const others = await otherLocations(db, now)
  const [backup, [restored]] = [await lastBackup(db), await listAudit(db, { whats: ['backup restored'], limit: 1 })]
  const { network, hub } = plan()
  const groups = [
    {
      name: 'Due work',
      parts: [
        lateness('Messages', messages, now, '/messages?state=waiting'),
        lateness('Incidents', incidents, now, '/'),
        lateness('Diagnoses', diagnoses, now, '/'),
        ...loopParts(checks),
      ],
    },
    { name: 'Ways to reach people', parts: proofs.map((proof) => channelPart(proof, plan())) },
    {
      name: 'Eyes',
      parts: [
        looksPart(checks),
        ...probes.map((probe) => probePart(probe, others.find(({ id }) => id === probe.id)?.absence ?? null, now)),
        canaryPart(network.canaries),
        ...agentsPart(hosts),
      ],
    },
    {
      name: 'If Allclear itself fails',
      parts: [
        watcherPart(hub.watcher, around.watcherHeardAt(), now),
        backupPart(backup, now),
        ...restorePart(restored),
        sizePart(database),
      ],
    },
  ].filter(({ parts }) => parts.length > 0)
  const versions = [
    { name: 'Allclear', value: await ownVersion() },
    { name: 'Node', value: process.versions.node },
    { name: 'Database', value: database.program },
    { name: 'Tables', value: database.tables },
  ]
  return { ...sentenceOf(groups.flatMap(({ parts }) => parts)), groups, versions }
}

function sentenceOf(parts: readonly HealthPart[]): Pick<Health, 'sentence' | 'tone'> {
  const [wrong, weak] = (['bad', 'warn'] as const).map((tone) => parts.filter(({ said }) => said.tone === tone).map(({ name }) => name))
  if (wrong!.length > 0) return { sentence: `Allclear itself needs you: ${wrong!.join(', ')}`, tone: 'bad' }
  if (weak!.length > 0) return { sentence: `Allclear works; look into ${weak!.join(', ')}`, tone: 'warn' }
  return { sentence: 'Allclear itself is well', tone: 'good' }
}
