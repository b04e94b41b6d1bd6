import { hash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { KeptReadings } from '../config.ts'

const LARGE = 16 * 1024 // below, YAML is read in less time than a file is opened
const READER = new URL('../domain/document.ts', import.meta.url) // when it changes, everything is read anew
const PACKAGE = new URL('../../../package.json', import.meta.url)

type Kept = KeptReadings & {
  /** Writes what was noted; the file lies beside the data and says no more than the configuration does. */
  keep(): Promise<void>
}

/** What `keep-readings.ts` is to write: by name, what is known of texts, and texts that are to be read again. */
export type ToKeep = {
  readonly file: string
  readonly known: Readonly<Record<string, unknown>>
  readonly texts: Readonly<Record<string, string>>
}

/** What is kept in this directory of data; nothing where it cannot be read. */
export async function keptReadings(data: string): Promise<Kept> {
  const file = join(data, 'configuration.json')
  const reader = hash('sha256', Buffer.concat(await Promise.all([READER, PACKAGE].map((url) => readFile(url)))))
  const nameOf = (text: string) => hash('sha256', `${reader}\n${process.version}\n${text}`)
  const kept = await readFile(file, 'utf8')
    .then((text) => Object(JSON.parse(text)) as Record<string, unknown>)
    .catch((): Record<string, unknown> => ({}))
  const noted = new Map<string, string>()
  return {
    of: (text) => (text.length < LARGE ? undefined : kept[nameOf(text)]),
    note(text) {
      if (text.length >= LARGE) noted.set(nameOf(text), text)
    },
    async keep() {
      const [known, unknown] = [true, false].map((isKnown) => [...noted].filter(([name]) => (kept[name] !== undefined) === isKnown))
      if (unknown!.length === 0) return
      // Thousands of sites take a second to read, and whoever asks the hub meanwhile is not to wait.
      const workerData: ToKeep = {
        file,
        known: Object.fromEntries(known!.map(([name]) => [name, kept[name]])),
        texts: Object.fromEntries(unknown!),
      }
      await once(new Worker(new URL('./keep-readings.ts', import.meta.url), { workerData }), 'exit')
    },
  }
}
