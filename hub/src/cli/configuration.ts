import { isAbsolute, join, normalize, sep } from 'node:path'
import type { ConfigurationPlan, Files } from '@allclear/wire/configuration.ts'
import type { Clock } from '../clock.ts'
import { documentOf, judgeConfig, warningsOf } from '../config.ts'
import { keepConfigFiles, readConfigFiles } from '../config-files.ts'
import type { ConfigFiles } from '../config-files.ts'
import type { Complaint } from '../domain/document.ts'
import { compareWritten } from '../domain/plan/compare-written.ts'
import { guardApplied } from '../domain/plan/guard-applied.ts'
import type { PlanBasis } from '../domain/plan/plan-basis.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import { contactBooks } from '../store/contact-books.ts'
import { keptEntries } from '../store/kept-entries.ts'
import { refuseSitesInUse } from '../store/sites.ts'
import type { Store } from '../store/store.ts'

export type Configuration = {
  /** What the hub would read differently with these files, and everything that is wrong with them. Changes nothing. */
  plan(files: Files): Promise<ConfigurationPlan>
  /** Puts the files in the place of its own, and reads them. Refused (Problem) with an error in them, or when the version that holds is not `over`. */
  apply(files: Files, over: string, by: string): Promise<ConfigurationPlan>
}

type Around = {
  readonly path: string // the file or folder that the hub reads
  readonly listening: string
  readonly basis: PlanBasis // what it has read
  readonly store: Store
  readonly clock: Clock
  readonly readAgain: () => void
}

/** The configuration of a running hub as its people deal with it from elsewhere (`plan`, `apply`). */
export function configurationOf(around: Around): Configuration {
  const { basis, store, clock } = around
  async function planned(files: Files) {
    const there = await readConfigFiles(around.path)
    if (!('files' in there))
      throw new Problem('conflict', 'configuration_away', `${around.path} cannot be read.`, 'Put it back there first.')
    const sent = placed(there, files)
    const judged = await judgeConfig(sent, { listening: around.listening })
    const written = documentOf(sent)
    const secrets = new Set([...basis.secrets.keys(), ...(judged.basis?.secrets.keys() ?? [])])
    const [kept, books] = await Promise.all([keptEntries(store.db, null), contactBooks(store.db, null)])
    const complaints = [
      ...guardApplied(documentOf(there), written),
      ...warningsOf(judged, clock.now(), { books, entries: kept }),
      ...(judged.plan ? await sitesInUse(store, judged.basis!.lay(kept).plan ?? judged.plan, around.path) : []),
    ]
    const plan: ConfigurationPlan = {
      holds: basis.plan.version,
      version: judged.plan?.version ?? null,
      differences: compareWritten(basis.written(), written.value, (place) => secrets.has(place)).map((one) => ({ ...one })),
      complaints: complaints.map(({ level, file, line, message, fix }) => ({ level, place: `${file}:${line}`, message, fix })),
    }
    return { there, sent, plan, errors: complaints.filter(({ level }) => level === 'error') }
  }
  return {
    plan: async (files) => (await planned(files)).plan,
    async apply(files, over, by) {
      const { there, sent, plan, errors } = await planned(files)
      if (errors.length > 0) throw new Problem('bad-input', 'config_invalid', 'There is a mistake in it.', 'Mend what is named and try again.', { complaints: errors }) // prettier-ignore
      if (plan.holds !== over)
        throw new Problem(
          'conflict',
          'configuration_moved',
          `The hub reads version ${plan.holds} by now.`,
          'Look at the difference again: plan.',
        )
      if (plan.version === plan.holds) return plan
      await keepConfigFiles(there, sent.files).catch(refuseReadOnly(around.path))
      await addAudit(store.db, { at: clock.now(), partner: null, who: by, what: 'plan applied', about: plan.version! })
      around.readAgain()
      return plan
    },
  }
}

// The files that were sent, as if they lay where the hub's own lie.
function placed(there: ConfigFiles, files: Files): ConfigFiles {
  if (!there.isFolder) {
    if (files.length === 1) return { ...there, files: [{ name: there.path, text: files[0]!.text }] }
    throw new Problem(
      'bad-input',
      'configuration_one_file',
      'This hub reads one file.',
      'Send one, or let the hub read a folder: up --config DIR.',
    )
  }
  const wrong = files.find(({ name }) => !isInside(name))
  if (wrong)
    throw new Problem(
      'bad-input',
      'file_name_invalid',
      `${wrong.name} is no file of a configuration.`,
      'Name it as seen from the folder, ending in .yaml.',
    )
  return { ...there, files: files.map(({ name, text }) => ({ name: join(there.path, normalize(name)), text })) }
}

const isInside = (name: string) =>
  !isAbsolute(name) && /\.ya?ml$/.test(name) && name.split(/[\\/]/).every((part) => part !== '' && !part.startsWith('.')) && !/[\p{Cc}]/u.test(name) && (sep === '/' || !name.includes(sep)) // prettier-ignore

async function sitesInUse(store: Store, plan: PlanBasis['plan'], file: string): Promise<readonly Complaint[]> {
  try {
    await refuseSitesInUse(store.db, plan)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [{ level: 'error', file, line: 1, column: 1, message: error.message, fix: error.fix }]
  }
}

const refuseReadOnly = (path: string) => (error: NodeJS.ErrnoException) => {
  if (!['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(error.code ?? '')) throw error
  throw new Problem(
    'conflict',
    'configuration_read_only',
    `The hub may not write ${path} (${error.code}).`,
    'Bring the file there by other means, then tell the hub to read it: kill -HUP.',
  )
}
