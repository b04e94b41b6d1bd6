import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { KeptReadings } from '../config.ts'

const LARGE = 16 * 1024 // below, YAML is read in less time than a file is opened
const READER = new URL('../domain/document.ts', import.meta.url) // when it changes, everything is read anew
const PACKAGE = new URL('../../../package.json', import.meta.url)

type Kept = KeptReadings & {
  /** Writes what was noted; the file lies beside the data and says no more than the configuration does. */
  keep(): Promise<void>
}

/** What is kept in this directory of data; nothing where it cannot be read. */
export async function keptReadings(data: string): Promise<Kept> {
  const file = join(data, 'configuration.json')
  const reader = hash('sha256', Buffer.concat(await Promise.all([READER, PACKAGE].map((url) => readFile(url)))))
  const nameOf = (text: string) => hash('sha256', `${reader}\n${process.version}\n${text}`)
  const kept = await readFile(file, 'utf8')
    .then((text) => Object(JSON.parse(text)) as Record<string, unknown>)
    .catch((): Record<string, unknown> => ({}))
  const noted = new Map<string, () => unknown>()
  return {
    of: (text) => (text.length < LARGE ? undefined : kept[nameOf(text)]),
    note(text, says) {
      if (text.length >= LARGE) noted.set(nameOf(text), says)
    },
    async keep() {
      if ([...noted.keys()].every((name) => kept[name] !== undefined)) return
      const said = Object.fromEntries([...noted].map(([name, says]) => [name, kept[name] ?? says()]))
      const text = JSON.stringify(said)
      if (isDeepStrictEqual(JSON.parse(text), said)) await writeFile(file, text, { mode: 0o600 }) // JSON knows no endless number
    },
  }
}
