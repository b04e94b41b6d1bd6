import type { Drill, DrillReport } from '@allclear/wire/drill.ts'
import { readText } from '../config-files.ts'
import { reportOf } from '../domain/drill/report-of.ts'
import { milliseconds, saySpan } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { showReport } from '../http/show-drill.ts'
import { playScenario } from './rehearse.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type DrillOptions = {
  readonly config: string
  readonly data: string
  readonly live?: boolean
  readonly playbooks?: string
  readonly json?: boolean
}

type Rehearsed = { readonly timeline: readonly unknown[]; readonly ended: string; readonly report: DrillReport }

/**
 * `drill SCENARIO`: an exercise (PRP-3). On the virtual clock it is played with the plan of the hub that runs on the data, else with the configuration,
 * and 1 when an expectation is not met. With `live` the running hub really pages its team, and nobody else.
 */
export async function drill(file: string, options: DrillOptions, out: Out): Promise<number> {
  const read = await readText(file)
  if ('level' in read) throw new Problem('bad-input', 'drill_invalid', read.message, read.fix, { complaints: [read] })
  return options.live ? goLive(read.text, options, out) : play(file, read.text, options, out)
}

async function goLive(scenario: string, { data, json }: DrillOptions, out: Out): Promise<number> {
  const begun = (await askRunningHub(data, '/api/v1/drills', { scenario })) as Drill | null
  if (begun === null)
    throw new Problem(
      'bad-input',
      'hub_not_running',
      `No hub runs on ${data}.`,
      'Start it with "allclear up", or name its data with --data.',
    )
  if (json) out.stdout(`${JSON.stringify(begun)}\n`)
  else out.stdout(`Drill ${begun.id} begins: ${begun.site}. ${begun.says}. The team is paged, and nobody else. Its report: /drills\n`)
  return 0
}

async function play(file: string, scenario: string, options: DrillOptions, out: Out): Promise<number> {
  const asked = (await askRunningHub(options.data, '/api/v1/drills/rehearse', { scenario })) as Rehearsed | null
  const played = asked ?? (await playHere(file, options))
  const { report } = played
  out.stdout(options.json ? `${JSON.stringify(played, null, 2)}\n` : sayReport(report))
  return report.unmet.length > 0 ? 1 : 0
}

async function playHere(file: string, { config, playbooks }: DrillOptions): Promise<Rehearsed> {
  const { shown, ended, incidents, timeline, failures, scenario } = await playScenario({
    ...{ config, scenario: file },
    ...(playbooks === undefined ? {} : { playbooks }),
  })
  const missed = failures.map(({ message }) => message)
  return { timeline: shown, ended, report: showReport(reportOf(incidents[0] ?? null, timeline, null), scenario.start, missed) }
}

/** A report as it is read in a terminal. */
function sayReport({ told, paged, acknowledged, late, unmet }: DrillReport): string {
  const after = (seconds: number) => saySpan(milliseconds(seconds * 1000)).padEnd(8)
  const lines = [
    'Paged:',
    ...paged.map((one) => `  ${after(one.after)} ${one.person} by ${one.channel}`),
    'Would have been told:',
    ...told.map((one) => `  ${after(one.after)} ${one.audience} by ${one.channel}, ${one.to.join(', ')}: ${one.subject}`),
    ...(acknowledged.length === 0
      ? ['Nobody acknowledged.']
      : acknowledged.map((one) => `${one.by} acknowledged after ${after(one.after).trim()}.`)),
    ...(late.length === 0 ? ['Nothing was late.'] : ['Late:', ...late.map((line) => `  ${line}`)]),
    ...unmet.map((line) => `  ${line}`),
  ]
  return `${lines.join('\n')}\n`
}
