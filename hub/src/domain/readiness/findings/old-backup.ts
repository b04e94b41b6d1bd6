import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'
import { sayOldBackup } from '../say-old-backup.ts'

export const oldBackup: FindingKind = {
  id: 'old-backup',
  title: 'No fresh backup of Allclear',
  weight: 3,
  owner: 'operator',
  why: 'If the disk goes tonight, open incidents, kept contacts and what was promised to whom go with it.',

  look: ({ backupAt, at }) => {
    const said = sayOldBackup(backupAt, at)
    return [lookAtOurs('hub', said === null ? null : { said, place: { how: 'command', screen: null, field: 'allclear backup FILE' } })]
  },
}
