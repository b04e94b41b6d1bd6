import type { Readiness, ReadinessGroup } from '@allclear/wire/readiness.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type ReadinessOptions = {
  readonly data: string
  readonly json?: boolean
  readonly partner?: string
  readonly owner?: string
  readonly site?: string
}

/** `readiness`: what would fail us at 3 am, asked of the hub that runs on the data. Exit status 1 while something would. */
export async function readiness({ data, json, partner, owner, site }: ReadinessOptions, out: Out): Promise<number> {
  const query = new URLSearchParams(Object.entries({ partner, owner, site }).flatMap(([name, word]) => (word ? [[name, word]] : [])))
  const said = (await askRunningHub(data, `/api/v1/readiness?${query}`)) as Readiness | null
  if (!said) throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
  out.stdout(json ? `${JSON.stringify(said)}\n` : `${printReadiness(said)}\n`)
  return said.score.held === said.score.looked ? 0 : 1
}

/** The list as a terminal shows it: the sentence, then what is wrong by kind, each with who mends it and where. */
export function printReadiness({ sentence, score, groups }: Readiness): string {
  const wrong = groups.filter(({ lines }) => lines.length > 0)
  return [sentence, score.says, ...wrong.map(printGroup)].join('\n')
}

const printGroup = ({ title, weighs, why, lines, more }: ReadinessGroup) =>
  [
    `\n${title} (${weighs.toLowerCase()})`,
    `  ${why}`,
    ...lines.map(({ said, owner, how, to, field }) => `  - ${said} ${owner}: ${how === 'form' ? `${field} at ${to}` : field}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n')
