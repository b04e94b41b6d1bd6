import { between, days, saySpan } from '../../instant.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

const FRESH = days(2)

export const oldBackup: FindingKind = {
  id: 'old-backup',
  title: 'No fresh backup of Allclear',
  weight: 3,
  owner: 'operator',
  why: 'If the disk goes tonight, open incidents, kept contacts and what was promised to whom go with it.',

  look: ({ backupAt, at }) => {
    const age = backupAt === null ? null : between(backupAt, at)
    const said = age === null ? 'This hub was never backed up, as far as it knows.' : `The last backup of this hub is ${saySpan(age)} old.`
    const isFresh = age !== null && age <= FRESH
    return [lookAtOurs('hub', isFresh ? null : { said, place: { how: 'command', screen: null, field: 'allclear backup FILE' } })]
  },
}
