import { list } from '../../diagnosis/compare.ts'
import type { Execution, Incident } from '../../incident/incident.ts'
import type { Playbook, Step } from '../../playbook/playbook.ts'
import type { Past, Seen } from './proposal.ts'

/** The number of an incident. */
export const numberOf = ({ incident }: Past): number => Number(incident.id)

/** `incident 4`, `incidents 4, 7 and 9`. */
export const sayIncidents = (lived: readonly Past[]): string =>
  lived.length === 1
    ? `incident ${numberOf(lived[0]!)}`
    : `incidents ${list(
        lived
          .map(numberOf)
          .sort((a, b) => a - b)
          .map(String),
      )}`

/** What became of a step of this playbook, for each of those it speaks to; empty when it never began. */
export const executionsOf = ({ steps }: Incident, { id }: Playbook, step: string): Execution[] =>
  Object.entries(steps).flatMap(([key, execution]) => (execution.step === step && key.startsWith(`${id}/`) ? [execution] : []))

/** The incidents in which a step began. */
export const thatRan = ({ last, playbook }: Seen, { id }: Step): Past[] =>
  last.filter(({ incident }) => executionsOf(incident, playbook, id).length > 0)
