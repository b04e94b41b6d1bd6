import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Imported } from '@allclear/wire/plan.ts'
import { z } from 'zod'
import { IMPORT_KINDS, TEXT_IMPORTS } from '../../domain/import/index.ts'
import type { Imported as ImportedHere } from '../../domain/import/imported.ts'
import { importKuma } from '../../domain/import/uptime-kuma.ts'
import { readKuma } from '../../store/read-kuma.ts'
import { operatorOnly } from '../operator-only.ts'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

const MOST_BYTES = 48 * 1024 * 1024 // a database as base64

/** `/api/v1/plan/import`: what a file of another program would become here. It changes nothing; the changes it gives are made like any others. */
export const importRoute = (): Route => ({
  ...api({
    method: 'POST',
    path: '/api/v1/plan/import',
    who: 'owner',
    does: 'Reads a file of another program: what maps, what is lost on the way, what has no place here. It changes nothing.',
    query: z.strictObject({ kind: z.enum(IMPORT_KINDS) }),
    gives: Imported,
    answer: async (asked) => {
      operatorOnly(asked)
      const { kind } = asked.query
      const text = String(asked.body)
      return { json: onScreen(kind === 'uptime-kuma' ? await importDatabase(text) : TEXT_IMPORTS[kind]!(text)) }
    },
  }),
  reads: 'text',
  mostBytes: MOST_BYTES,
})

// What only the command line does is said.
const onScreen = ({ history = [], written, left, ...rest }: ImportedHere): Imported => {
  const others = [
    ...(history.length > 0 ? [{ from: `the history (${history.length} listed)`, why: 'the command line brings it to a status page: allclear import … --page' }] : []), // prettier-ignore
    ...(written ? [{ from: 'people, schedules and ladders', why: 'the command line writes them as a part of the configuration: allclear import … --to' }] : []), // prettier-ignore
  ]
  return { ...(rest as Pick<Imported, 'changes' | 'maps'>), left: [...left, ...others] }
}

// SQLite opens files only.
async function importDatabase(base64: string) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-import-'))
  try {
    const file = join(folder, 'kuma.db')
    await writeFile(file, Buffer.from(base64, 'base64'), { mode: 0o600 })
    return importKuma(readKuma(file))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
