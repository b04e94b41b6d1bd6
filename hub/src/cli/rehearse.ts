import { dirname, join } from 'node:path'
import { styleText } from 'node:util'
import { loadPlan } from '../config.ts'
import { readText } from '../config-files.ts'
import { between, isoDuration } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Entry } from '../domain/incident/entry.ts'
import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import { affectedSites } from '../domain/maintenance/covers.ts'
import { readMaintenance } from '../domain/maintenance/read-maintenance.ts'
import { unmet } from '../domain/rehearsal/expectations.ts'
import { readScenario } from '../domain/rehearsal/read-scenario.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { rehearse } from '../domain/rehearsal/rehearse.ts'
import type { RehearsedWindow } from '../domain/rehearsal/rehearse.ts'
import type { Scenario } from '../domain/rehearsal/scenario.ts'
import { writtenEntry } from '../domain/rehearsal/written-entry.ts'
import { loadLibrary } from '../library.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'

export type RehearseOptions = { readonly config: string; readonly scenario: string; readonly playbooks?: string; readonly json?: boolean }

/** `rehearse`: the real engine on a virtual clock. 1 when an expectation is not met, and which; 2 for bad input, all of it at once. */
export async function rehearseVerb(options: RehearseOptions, out: Out): Promise<number> {
  const { scenario, timeline, ended, shown, failures } = await playScenario(options)
  if (options.json) out.stdout(`${JSON.stringify({ timeline: shown, ended }, null, 2)}\n`)
  else out.stdout(`${timeline.map((entry) => lineOf(entry, scenario.start)).join('')}ended: ${ended}\n`)
  if (failures.length > 0) out.stderr(printComplaints(failures))
  else if (!options.json) out.stdout(styleText('green', 'Every expectation is met.\n'))
  return failures.length > 0 ? 1 : 0
}

/** Reads a scenario with all that it needs, and plays it. Gives the timeline as it is and `shown` by the contract, and which expectations were not met. */
export async function playScenario(options: Omit<RehearseOptions, 'json'>) {
  const { plan } = await loadPlan(options.config, { unsetIsEmpty: true })
  const library = await loadLibrary({
    playbooksDir: options.playbooks,
    people: [...Object.keys(plan.people), ...Object.keys(plan.schedules)],
  })
  refuse(library.complaints)
  const text = await textOf(options.scenario)
  const read = readScenario(text, options.scenario, plan)
  refuse(read.complaints)
  const scenario = read.scenario!
  const window = scenario.maintenance === null ? null : await windowOf(scenario, options, plan)
  const played = rehearse({ plan, playbooks: library.playbooks, templates: library.templates, scenario, window })
  const shown = played.timeline.map((entry) => writtenEntry(entry, scenario.start, scenario.sites.length > 1))
  return { ...played, scenario, shown, failures: unmet(scenario, played.timeline) }
}

async function windowOf(scenario: Scenario, options: Pick<RehearseOptions, 'scenario'>, plan: Plan): Promise<RehearsedWindow> {
  const file = join(dirname(options.scenario), scenario.maintenance!)
  const { maintenance, complaints } = readMaintenance(await textOf(file), file, { now: null, plan })
  refuse(complaints)
  const { id, startsAt, endsAt } = maintenance!
  const sites = affectedSites(plan, maintenance!, OPERATOR)
  return { name: id, starts: startsAt, ends: endsAt, sites: sites.map((site) => site.id) }
}

async function textOf(file: string): Promise<string> {
  const read = await readText(file)
  if ('text' in read) return read.text
  refuse([read])
  return ''
}

function refuse(complaints: readonly Complaint[]) {
  const errors = complaints.filter(({ level }) => level === 'error')
  if (errors.length > 0)
    throw new Problem('bad-input', 'rehearsal_invalid', printComplaints(errors).trimEnd(), 'Mend what is named and try again.', {
      complaints: errors,
    })
}

function lineOf(entry: Entry, start: Instant): string {
  const { at, kind, state, step, audience, channel, to, subject, note } = entry
  const words = [
    state,
    step && `(${step})`,
    audience,
    channel && `by ${channel}`,
    to && `to ${to.join(', ')}`,
    subject && `“${subject}”`,
    note,
  ].filter(Boolean)
  return `${isoDuration(between(start, at)).padEnd(10)} ${kind.padEnd(12)} ${words.join(' ')}\n`
}
