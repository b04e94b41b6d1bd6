import { FAMILIES } from '../../diagnosis/taxonomy.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtOurs } from '../finding-kind.ts'

// What is no outage needs no plan, and what is not known has the one for every cause.
const WITHOUT = ['false_alarm', 'maintenance', 'unknown']

export const playbookMissing: FindingKind = {
  id: 'playbook-missing',
  title: 'No playbook for a family of causes',
  weight: 1,
  owner: 'operator',
  why: 'The cause is found, and the plan says only what it says of every cause: no task with the right hand, no words that name it.',

  look: ({ playbooks }) => {
    const causes = playbooks.flat().flatMap((playbook) => playbook.causes)
    return FAMILIES.filter((family) => !WITHOUT.includes(family)).map((family) => {
      const isCovered = causes.includes(`${family}.*`)
      const said = `No playbook covers ${family}.*: the one for every cause runs.`
      return lookAtOurs(family, isCovered ? null : { said, place: { how: 'form', screen: '/playbooks', field: `causes: ["${family}.*"]` } })
    })
  },
}
