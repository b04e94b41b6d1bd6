import { writeFile } from 'node:fs/promises'
import { styleText } from 'node:util'
import type { Changed, Imported } from '@allclear/wire/plan.ts'
import { readText } from '../config-files.ts'
import type { Imported as Read } from '../domain/import/imported.ts'
import { IMPORT_KINDS, TEXT_IMPORTS } from '../domain/import/index.ts'
import { importKuma } from '../domain/import/uptime-kuma.ts'
import { placeOnScreen } from '../domain/plan/kept-entry.ts'
import type { PastNotice } from '../domain/status/past-notice.ts'
import { Problem } from '../problem.ts'
import { readKuma } from '../store/read-kuma.ts'
import { bringNotices, sayBrought, sayNotice, withTimes } from './bring-notices.ts'
import type { Brought } from './bring-notices.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type ImportOptions = {
  readonly data: string
  readonly page?: string
  readonly to?: string
  readonly apply?: boolean
  readonly json?: boolean
}

const AT_ONCE = 400

/** `import KIND FILE`: what a file of another program becomes here; with `apply` the running hub takes it in, what is wrong left out. Exit status 1 where something does not fit. */
export async function importFile(
  kind: string,
  file: string,
  { data, page, to, apply = false, json }: ImportOptions,
  out: Out,
): Promise<number> {
  const imported = await read(kind, file)
  const judged = imported.changes.length === 0 ? null : await judge(data, imported.changes as Imported['changes'], apply)
  if (apply && judged === null && imported.changes.length > 0) throw hubMissing(data)
  const history = imported.history ?? []
  const brought = await bringNotices(data, page, history, apply)
  if (apply && brought === null && history.length > 0 && page !== undefined) throw hubMissing(data)
  if (to !== undefined && imported.written) await writeNew(to, imported.written)
  const done = { imported, judged, history, brought, errors: (judged?.complaints ?? []).filter(({ level }) => level === 'error') }
  const document = () => ({ ...imported, history: history.map(withTimes), complaints: judged?.complaints ?? [], brought })
  if (json) out.stdout(`${JSON.stringify({ kind, file, isDone: judged?.isDone ?? (apply && brought !== null), ...document() })}\n`)
  else for (const line of sayDone(done, { page, to, apply })) out.stdout(`${line}\n`)
  const isNothing = sitesIn(imported) === 0 && history.length === 0 && !imported.written
  const isUnplaced = apply && history.length > 0 && page === undefined
  return done.errors.length > 0 || isNothing || isUnplaced ? 1 : 0
}

type Done = {
  readonly imported: Read
  readonly judged: Omit<Changed, 'undo'> | null
  readonly history: readonly PastNotice[]
  readonly brought: Brought | null
  readonly errors: Changed['complaints']
}

function sayDone({ imported, judged, history, brought, errors }: Done, { page, to, apply = false }: Partial<ImportOptions>): string[] {
  const { maps, left, written } = imported
  const sites = sitesIn(imported) - refusedOf(imported, errors)
  const without = (loses: readonly string[]) => (loses.length === 0 ? '' : styleText('yellow', `  without ${loses.join('; ')}`))
  return [
    ...maps.map(({ from, to: here, loses }) => `${from} ${styleText('dim', '→')} ${here}${without(loses)}`),
    ...left.map(({ from, why }) => styleText('yellow', `${from} stays behind: ${why}`)),
    ...errors.map(({ message, fix }) => styleText('red', `${message}; ${fix}`)),
    ...history.map(sayNotice),
    ...(history.length > 0 ? [sayBrought(history.length, page, brought)] : []),
    ...(written !== undefined ? [sayWritten(imported, to)] : []),
    ...(written === undefined && (sites > 0 || history.length === 0)
      ? [`${sites} sites of ${maps.length + left.length} things. ${ending(judged, apply)}`]
      : []),
  ]
}

const sitesIn = ({ changes }: Read) => changes.filter(({ kind }) => kind === 'sites').length

// What does not fit is left out, whether it is complained of where it was brought in or where the file says otherwise.
const refusedOf = ({ changes }: Read, errors: Changed['complaints']) =>
  changes.filter((change) => {
    const [here, key] = [placeOnScreen(change), `sites.${change.id}.`]
    return change.kind === 'sites' && errors.some(({ place, message }) => place === here || message.startsWith(key))
  }).length

// Whom to call is said by the configuration alone: it is written beside it, and read when somebody says so.
async function writeNew(file: string, text: string) {
  await writeFile(file, `# Written by "allclear import".\n${text}`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    throw new Problem('bad-input', 'config_exists', `There is a file ${file} already.`, 'Name another with --to.')
  })
}

function sayWritten({ maps, left }: Read, to: string | undefined): string {
  const counts = `${maps.length} of ${maps.length + left.length} things.`
  return to === undefined
    ? `${counts} Nothing was written; add --to on-call.yaml to have it as a part of a configuration.`
    : `${counts} ${to} is written: put it into the folder of your configuration, then ask allclear config check.`
}

const hubMissing = (data: string) =>
  new Problem('conflict', 'hub_not_running', `No hub is running on ${data}.`, 'Start it with "allclear up", then import again.')

function ending(judged: Omit<Changed, 'undo'> | null, apply: boolean): string {
  if (apply) return 'They are watched now.'
  const judging = judged === null ? ' (No hub is running here: whether they go with its configuration was not judged.)' : ''
  return `Nothing was changed; add --apply to do it.${judging}`
}

async function read(kind: string, file: string) {
  if (kind === 'uptime-kuma') return importKuma(readKuma(file))
  const importer = TEXT_IMPORTS[kind]
  if (!importer)
    throw new Problem('bad-input', 'import_kind_unknown', `There is no import of "${kind}".`, `Write one of ${IMPORT_KINDS.join(', ')}.`)
  const text = await readText(file)
  if ('message' in text) throw new Problem('bad-input', 'import_unreadable', `${file}: ${text.message}.`, `${text.fix}.`)
  return importer(text.text)
}

// Partners and clients go along with every part, so that each part can be judged by itself; said twice they change nothing.
async function judge(data: string, changes: Imported['changes'], apply: boolean): Promise<Omit<Changed, 'undo'> | null> {
  const sites = changes.filter(({ kind }) => kind === 'sites')
  const others = changes.filter(({ kind }) => kind !== 'sites')
  const whole = { isDone: apply, differences: [], complaints: [] } as {
    isDone: boolean
    differences: Changed['differences']
    complaints: Changed['complaints']
  }
  for (let n = 0; n < Math.max(1, sites.length); n += AT_ONCE) {
    const body = { changes: [...others, ...sites.slice(n, n + AT_ONCE)], dryRun: !apply, partly: true }
    const answer = (await askRunningHub(data, '/api/v1/plan/changes', body)) as Changed | null
    if (answer === null) return null
    whole.differences.push(...answer.differences)
    whole.complaints.push(...answer.complaints)
  }
  return whole
}
