import { z } from 'zod'
import { readDocument } from '../document.ts'
import type { Complaint, Document, Path, Variables } from '../document.ts'
import { days, minutes, seconds } from '../instant.ts'
import { quicken, quickenWork } from '../playbook/quicken.ts'
import { Draft } from './draft.ts'
import { withKept } from './kept-entry.ts'
import type { KeptEntry } from './kept-entry.ts'
import type { Plan, Secrets } from './plan.ts'
import { readAlerts } from './read-alerts.ts'
import { readAvailability } from './read-availability.ts'
import { readChannels } from './read-channels.ts'
import { readDigest } from './read-digest.ts'
import { readDrills } from './read-drills.ts'
import { readEscalation, readEscalations } from './read-escalation.ts'
import { judgeReplies } from './read-inbox.ts'
import { readHosts } from './read-hosts.ts'
import { readNetwork } from './read-network.ts'
import { readIdentity } from './read-oidc.ts'
import { readCoverage, readHub, readOperator } from './read-operator.ts'
import { readClients, readPartners } from './read-partners.ts'
import { readPeople } from './read-people.ts'
import { readProviders } from './read-providers.ts'
import { readReports } from './read-reports.ts'
import { readRetention } from './read-retention.ts'
import { readSchedules, readTeams } from './read-schedules.ts'
import { readVulnerabilities } from './read-vulnerabilities.ts'
import { readSites } from './read-sites.ts'
import type { CheckSchemas, RefuseTarget } from './read-sites.ts'
import { span } from './words.ts'

export type PlanOptions = {
  readonly variables: Variables
  readonly checkSchemas: CheckSchemas
  readonly quickened?: number // every duration of the response is divided by it
  readonly version?: string // what the plan is called where events name it
  readonly listening?: string // the address that links lead to when the plan does not say
  /** The address policy for what sites name; `allowPrivate` is what the plan says. */
  readonly refuseTarget?: (url: string, allowPrivate: boolean) => ReturnType<RefuseTarget>
  readonly kept?: readonly KeptEntry[] // on screen, laid over what is written
  readonly isUnplaced?: boolean // nobody asks where a warning stands: they come in no order
  readonly onPart?: (path: Path, schema: z.ZodType) => void // told which part is judged by which schema
}

export type PlanRead = { readonly plan: Plan | null; readonly secrets: Secrets; readonly complaints: readonly Complaint[] }

const part = z.unknown().optional()

const Parts = z.strictObject({
  hub: part,
  operator: part,
  coverage: part,
  'first-response': span(seconds(1), days(7)).default(minutes(15)),
  'update-every': span(minutes(5), days(2)).default(minutes(60)),
  'stale-after': span(seconds(0), days(7)).default(minutes(30)),
  'page-after': span(seconds(0), days(1)).default(seconds(30)),
  digest: part,
  drills: part,
  availability: part,
  reports: part,
  retention: part,
  identity: part,
  people: part,
  teams: part,
  schedules: part,
  escalation: part,
  escalations: part,
  partners: part,
  clients: part,
  providers: part,
  hosts: part,
  vulnerabilities: part,
  alerts: part,
  sites: part,
  channels: part,
  network: part,
})

/**
 * Reads `allclear.yaml`. Every mistake in it is complained about at once, at its place; with an error among them there is no plan. Secrets
 * come apart from the plan, by the place they were read from.
 */
export function readPlan(text: string, file: string, options: PlanOptions): PlanRead {
  return judgePlan(readDocument(text, file, options.variables), options)
}

/** The same of a document that was read before. */
export function judgePlan(written: Document, options: PlanOptions): PlanRead {
  const document = withKept(written, options.kept ?? [])
  const draft = new Draft(document, options.onPart)
  const isReadable = document.value !== null || document.complaints.every(({ level }) => level !== 'error')
  const plan = isReadable ? readParts(draft, options) : null
  const all = [...document.complaints, ...withoutEchoes(draft.complaints, document.complaints)]
  const isWell = all.every(({ level }) => level !== 'error')
  const complaints = isWell && options.isUnplaced ? all : all.sort((a, b) => a.line - b.line || a.column - b.column)
  return { plan: isWell ? plan : null, secrets: isWell ? draft.secrets : new Map(), complaints }
}

function readParts(draft: Draft, options: PlanOptions): Plan | null {
  const { quickened = 1, listening = 'http://127.0.0.1:8470/', version = '', checkSchemas } = options
  const parts = draft.part(Parts, [])
  if (parts === null && !isMap(draft.document.value)) return null
  const channels = readChannels(draft)
  const operator = readOperator(draft, channels.social)
  const timezone = operator?.timezone ?? 'UTC'
  const coverage = readCoverage(draft, timezone)
  const people = readPeople(draft, timezone)
  const schedules = { ...readSchedules(draft, timezone), ...readTeams(draft, timezone) }
  const called = { people, schedules, timezone: coverage?.timezone ?? timezone }
  const escalation = readEscalation(draft, called, quickened)
  const escalations = readEscalations(draft, called, quickened)
  const partners = readPartners(draft, timezone, channels.slack.api)
  judgeReplies(draft, channels.inbox, partners)
  const clients = readClients(draft, partners, timezone, quickened, channels.social)
  const providers = readProviders(draft)
  const hosts = readHosts(draft)
  const network = readNetwork(draft)
  const refuseTarget = (url: string) => options.refuseTarget?.(url, network?.allowPrivateTargets ?? true) ?? null
  const sites = readSites(draft, { clients, providers, checkSchemas, refuseTarget })
  const alerts = readAlerts(draft)
  const hub = readHub(draft, listening)
  const digest = readDigest(draft, quickened)
  const availability = readAvailability(draft)
  const reports = readReports(draft)
  const retention = readRetention(draft)
  const oidc = readIdentity(draft, people)
  const drills = readDrills(draft, timezone)
  const vulnerabilities = readVulnerabilities(draft)
  if (!parts || !operator || !coverage || !network) return null
  const firstResponse = quickenWork(parts['first-response'], quickened)
  const pageAfter = quicken(parts['page-after'], quickened)
  const updateEvery = quicken(parts['update-every'], quickened)
  const staleAfter = quicken(parts['stale-after'], quickened)
  const team = { people, schedules, escalation, escalations }
  const watched = { partners, clients, providers, hosts, sites, vulnerabilities, alerts }
  return {
    version,
    hub,
    operator,
    coverage,
    firstResponse,
    pageAfter,
    updateEvery,
    staleAfter,
    availability,
    reports,
    retention,
    oidc,
    ...team,
    ...watched,
    channels,
    network,
    digest,
    drills,
    quickened,
  }
}

// What a faulty value leads to would only repeat what is wrong with the value as such.
function withoutEchoes(complaints: readonly Complaint[], first: readonly Complaint[]): Complaint[] {
  if (first.length === 0) return [...complaints]
  const places = new Set(first.map(({ line, column }) => `${line}:${column}`))
  return complaints.filter(({ line, column }) => !places.has(`${line}:${column}`))
}

const isMap = (value: unknown) => typeof value === 'object' && !Array.isArray(value)
