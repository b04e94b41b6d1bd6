import { systemClock } from '../clock.ts'
import { checkConfig } from '../config.ts'
import { contactBooks } from '../store/contact-books.ts'
import { keptEntries } from '../store/kept-entries.ts'
import { openToRead } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import { reportComplaints } from './report-complaints.ts'
import type { Out } from './report-complaints.ts'

/** `config check F`: every complaint about a configuration file, at its place; with `data` also what people keep on screen. */
export async function configCheck(file: string, { json = false, data }: { json?: boolean; data?: string }, out: Out): Promise<number> {
  const kept = data === undefined ? undefined : await keptIn(data)
  return reportComplaints(await checkConfig(file, systemClock.now(), kept), { json, fine: `${file} is fine.` }, out)
}

async function keptIn(data: string) {
  const store = await openToRead(placeIn(data))
  try {
    return { books: await contactBooks(store.db, null), entries: await keptEntries(store.db, null) }
  } finally {
    await store.close()
  }
}
