import { writeFile } from 'node:fs/promises'
import { loadPlan } from '../config.ts'
import { exportPlan } from '../domain/plan/export-plan.ts'
import { contactBooks } from '../store/contact-books.ts'
import { keptEntries } from '../store/kept-entries.ts'
import { openToRead } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'

export type ExportOptions = { readonly config: string; readonly data: string; readonly to?: string; readonly json?: boolean }

/** `config export`: the file with everything that people keep on screen written into it, as one YAML file that loads by itself. */
export async function configExport({ config, data, to, json }: ExportOptions, out: Out): Promise<number> {
  const { document } = await loadPlan(config, { unsetIsEmpty: true })
  const store = await openToRead(placeIn(data))
  try {
    const [kept, books] = await Promise.all([keptEntries(store.db, null), contactBooks(store.db, null)])
    const yaml = exportPlan(document, kept, books)
    if (to !== undefined) await writeFile(to, yaml, { flag: 'wx' })
    if (json) out.stdout(`${JSON.stringify({ file: to ?? null, fromScreen: kept.length, yaml })}\n`)
    else if (to === undefined) out.stdout(yaml)
    else out.stdout(`${to} is written: ${config} and ${kept.length} entries kept on screen.\n`)
    return 0
  } finally {
    await store.close()
  }
}
