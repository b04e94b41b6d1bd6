import { hash } from 'node:crypto'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CHECKS } from './checks/index.ts'
import { readConfigFiles } from './config-files.ts'
import type { ConfigFiles } from './config-files.ts'
import { printComplaints, readAgain, readDocument } from './domain/document.ts'
import type { Complaint, Document, Variables } from './domain/document.ts'
import { joinDocuments } from './domain/join-documents.ts'
import type { Instant } from './domain/instant.ts'
import type { Plan } from './domain/plan/plan.ts'
import type { KeptEntry } from './domain/plan/kept-entry.ts'
import type { PlanBasis } from './domain/plan/plan-basis.ts'
import { judgePlan } from './domain/plan/read-plan.ts'
import type { PlanRead } from './domain/plan/read-plan.ts'
import { warnOfSameFate } from './domain/plan/same-fate.ts'
import { uncoveredAhead } from './domain/plan/uncovered-ahead.ts'
import { warnOfKeptEntries } from './domain/plan/warn-of-kept-entries.ts'
import { warnOfKeptContacts } from './domain/plan/warn-of-kept-contacts.ts'
import type { ChangedBook } from './domain/plan/warn-of-kept-contacts.ts'
import { judgeAddress } from './network/addresses.ts'
import { readHost } from './network/host.ts'
import { readUrl } from './network/url.ts'
import { Problem } from './problem.ts'

/** What large files of a configuration say, variables and all: who reads them again, after a restart, need not understand their YAML anew. */
export type KeptReadings = {
  /** What this text said when it was read before, without an error and by the same reader; undefined when nobody knows. */
  of(text: string): unknown
  /** Notes for the next start that a text was read without an error. */
  note(text: string): void
}

export type LoadOptions = {
  readonly quickened?: number // every duration of the response is divided by it: the demonstration
  readonly unsetIsEmpty?: boolean // a rehearsal needs no secret
  readonly listening?: string // where links lead when the plan does not say: the address of the hub
  readonly kept?: KeptReadings // what its files said when they were read before
}

/** The plan of a configuration, a file or a folder of files, and its secrets apart. Throws a Problem that carries every complaint when there is an error in it. */
export async function loadPlan(file: string, options: LoadOptions = {}): Promise<PlanBasis> {
  const { basis, complaints } = await readConfig(file, options)
  if (basis) return basis
  const errors = complaints.filter(({ level }) => level === 'error')
  throw new Problem('bad-input', 'config_invalid', printComplaints(errors).trimEnd(), 'Mend what is named and try again.', {
    complaints: errors,
  })
}

// How the product runs always comes from the file, and was put in its place there.
function layOver({ network, hub, vulnerabilities }: Plan, read: PlanRead): PlanRead {
  return read.plan ? { ...read, plan: { ...read.plan, network, hub, vulnerabilities } } : read
}

/** What people keep on screen, as it is stored. */
export type KeptOnScreen = { readonly books: readonly ChangedBook[]; readonly entries: readonly KeptEntry[] }
const NOTHING: KeptOnScreen = { books: [], entries: [] }

/**
 * Everything there is to say about a configuration file: errors, and warnings about what is off, uncovered in the year from `now` on, or kept
 * otherwise on screen.
 */
export async function checkConfig(file: string, now: Instant, kept: KeptOnScreen = NOTHING): Promise<readonly Complaint[]> {
  return warningsOf(await readConfig(file, {}), now, kept)
}

/** The same of what was read already. */
export function warningsOf({ plan, complaints, document, basis }: ConfigRead, now: Instant, kept: KeptOnScreen): readonly Complaint[] {
  if (!plan || !document || !basis) return complaints
  return [
    ...complaints,
    ...uncoveredAhead(document, plan, now),
    ...warnOfSameFate(document, plan),
    ...warnOfKeptContacts(document, plan, kept.books),
    ...warnOfKeptEntries(basis, kept.entries),
  ]
}

export type ConfigRead = Pick<PlanRead, 'plan' | 'complaints'> & { readonly document: Document | null; readonly basis: PlanBasis | null }

async function readConfig(file: string, options: LoadOptions): Promise<ConfigRead> {
  const read = await readConfigFiles(file)
  return 'files' in read ? judgeConfig(read, options) : { plan: null, complaints: read, document: null, basis: null }
}

/** The same of a configuration whose files are not, or not yet, where they belong. */
export async function judgeConfig(
  read: ConfigFiles,
  { quickened, unsetIsEmpty = false, listening, kept: before }: LoadOptions,
): Promise<ConfigRead> {
  const variables = { lookup: (name: string) => process.env[name], unsetIsEmpty }
  const document = documentOf(read, variables, before)
  const judge = (kept: readonly KeptEntry[]) =>
    judgePlan(document, {
      variables,
      checkSchemas: Object.fromEntries(CHECKS.map((check) => [check.kind, check.options])),
      refuseTarget,
      kept,
      version: hash('sha256', kept.length === 0 ? document.text : `${document.text}\n${JSON.stringify(kept)}`).slice(0, 12),
      ...(before && { isUnplaced: true }),
      ...(quickened === undefined ? {} : { quickened }),
      ...(listening === undefined ? {} : { listening }),
    })
  const { plan, secrets, complaints } = await judgeFiles(judge([]), document, read.folder)
  if (!plan) return { plan, complaints, document, basis: null }
  for (const { text } of read.files) before?.note(text)
  const checks = CHECKS.map(({ kind, asks }) => ({ kind, asks }))
  const lay = (kept: readonly KeptEntry[]) => layOver(plan, judge(kept))
  return { plan, complaints, document, basis: { plan, secrets, document, checks, written: () => documentOf(read).value, lay } }
}

/** A configuration as one document: where `variables` are left out, its words are as they were written. */
export function documentOf({ path, isFolder, files }: ConfigFiles, variables?: Variables, kept?: KeptReadings): Document {
  const documents = files.map(({ name, text }) => {
    const said = variables && kept?.of(text)
    return (said === undefined ? null : readAgain(text, name, said, variables!)) ?? readDocument(text, name, variables)
  })
  return isFolder ? joinDocuments(path, documents) : documents[0]!
}

// What the file points at beside itself.
async function judgeFiles({ plan, secrets, complaints }: PlanRead, document: Document, folder: string): Promise<PlanRead> {
  if (!plan || plan.network.trustedCa === null) return { plan: inPlace(plan, folder), secrets, complaints }
  const trustedCa = resolve(folder, plan.network.trustedCa)
  if (await isReadable(trustedCa))
    return { plan: inPlace({ ...plan, network: { ...plan.network, trustedCa } }, folder), secrets, complaints }
  const message = `network.trusted-ca: there is no file ${plan.network.trustedCa}`
  const complaint = document.complain(['network', 'trusted-ca'], message, 'write the path of a PEM file, from where this file is')
  return { plan: null, secrets: new Map(), complaints: [...complaints, complaint] }
}

/** Why a site's address may not be looked at (reliability-security.md 4.3), seen at once rather than at the first look. */
function refuseTarget(text: string, allowPrivate: boolean) {
  const read = readUrl(text)
  if (!read.ok) return { wrong: read.message, write: 'write the address that visitors use' }
  const host = readHost(read.url.hostname)
  const isLocal = host !== null && host.address === null && /(^|\.)localhost$/.test(host.name)
  if (host === null || (host.address === null && !isLocal)) return null
  const { reach, kind } = isLocal ? { reach: 'private', kind: 'loopback' } : judgeAddress(host.address!)
  if (reach === 'public' || (reach === 'private' && allowPrivate)) return null
  const wayOut = reach === 'private' ? 'write a public one, or set "allow-private-targets: true" under network' : 'write a public one'
  return { wrong: `${host.name} is not a public address (${kind})`, write: wayOut }
}

const isReadable = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

// Folders and files are written as seen from the file.
function inPlace(plan: Plan | null, folder: string): Plan | null {
  if (!plan) return plan
  const place = (path: string | null) => path && resolve(folder, path)
  const feeds = Object.entries(plan.vulnerabilities).map(([id, feed]) => [id, { ...feed, file: place(feed.file) }] as const)
  const hub = { ...plan.hub, statusExport: place(plan.hub.statusExport), masterKeyFile: place(plan.hub.masterKeyFile) }
  return { ...plan, hub, vulnerabilities: Object.fromEntries(feeds) }
}
