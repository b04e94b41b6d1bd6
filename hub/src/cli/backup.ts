import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { systemClock } from '../clock.ts'
import { Problem } from '../problem.ts'
import { proveBackup, restoreBackup, writeBackup } from '../store/backup.ts'
import type { Lines } from '../store/backup.ts'
import { openToRead } from '../store/store.ts'
import type { Place, Store } from '../store/store.ts'
import { placeIn } from './place-in.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type BackupOptions = { readonly data: string; readonly json?: boolean }

/** `backup F`: every row of one moment into one file, while the hub goes on; then restored for the proof, and compared. */
export async function backup(file: string, { data, json }: BackupOptions, out: Out): Promise<number> {
  await refuseOver(file)
  const store = await openToRead(placeIn(data))
  const writing = `${file}.writing`
  try {
    out.stderr(`Writing ${file} …\n`)
    await mkdir(dirname(file), { recursive: true })
    await writeTo(writing, store)
    out.stderr('Restoring it for the proof …\n')
    const { rows } = await provedIn(writing)
    await rename(writing, file)
    await tellHub(data, out)
    const { size: bytes } = await stat(file)
    out.stdout(
      json
        ? `${JSON.stringify({ file, rows, bytes, holdsMasterKey: false })}\n`
        : `${file} holds ${rows} rows in ${megabytes(bytes)} MB; restored for the proof, all are there.\n${WITHOUT_KEY}`,
    )
    return 0
  } finally {
    await store.close()
    await rm(writing, { force: true })
  }
}

const WITHOUT_KEY =
  'It does not hold the master key (master.key in the data directory, or what hub.master-key-file names): keep that apart, or the secrets in it stay shut.\n'

// For its readiness. The backup is as good where no hub hears of it, so nothing fails by that.
async function tellHub(data: string, out: Out) {
  const isTold = await askRunningHub(data, '/api/v1/backups', {}).catch(() => null)
  if (isTold === null) out.stderr('No hub that runs on the data heard of this backup: its readiness does not count it.\n')
}

/** `restore F`: into data that is empty, with what was on its way to clients held for a person. With `dryRun` only the proof. */
export async function restore(
  file: string,
  { data, json, dryRun }: BackupOptions & { readonly dryRun?: boolean },
  out: Out,
): Promise<number> {
  await access(file).catch(() => {
    throw new Problem('bad-input', 'backup_missing', `There is no ${file}.`, 'Name the file that `allclear backup` wrote.')
  })
  if (dryRun) {
    const { rows } = await provedIn(file)
    out.stdout(json ? `${JSON.stringify({ file, rows })}\n` : `${file} is whole: ${rows} rows. Nothing was changed.\n`)
    return 0
  }
  const place = placeIn(data)
  if (place.file) await refuseOver(place.file)
  const { rows, held } = await restoreBackup(await besideOf(place), linesOf(file), systemClock.now())
  if (place.file) await settle(place.file)
  out.stdout(json ? `${JSON.stringify({ file, rows, held })}\n` : `${rows} rows are back. ${heldMessages(held)}\n`)
  return 0
}

const heldMessages = (held: number) =>
  held === 0
    ? 'No message to a client was on its way.'
    : `${held} ${held === 1 ? 'message was' : 'messages were'} on the way to clients: each waits as uncertain until a person decides.`

/** A SQLite file is restored beside its place, and comes there when it is whole. */
async function besideOf(place: Place): Promise<Place> {
  if (!place.file) return place
  await sweepBeside(place.file)
  return { file: `${place.file}.restoring` }
}

async function settle(file: string) {
  await rename(`${file}.restoring`, file)
  await sweepBeside(file)
}

async function sweepBeside(file: string) {
  for (const end of ['', '-wal', '-shm', '.lock', '.pid']) await rm(`${file}.restoring${end}`, { force: true })
}

async function refuseOver(file: string) {
  const isThere = await access(file).then(() => true, () => false) // prettier-ignore
  if (isThere) throw new Problem('bad-input', 'file_present', `${file} is there already.`, 'Name another file, or move it away first.')
}

async function writeTo(file: string, store: Store) {
  const lines = new PassThrough()
  const kept = pipeline(lines, createGzip(), createWriteStream(file, { mode: 0o600, flush: true }))
  const write = async (line: string) => {
    if (!lines.write(`${line}\n`)) await Promise.race([new Promise((resolve) => lines.once('drain', resolve)), kept])
  }
  await Promise.race([writeBackup(store, systemClock.now(), write), kept])
  lines.end()
  await kept
}

async function provedIn(file: string) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-proof-'))
  try {
    return await proveBackup({ file: join(folder, 'proof.sqlite') }, linesOf(file))
  } finally {
    await rm(folder, { recursive: true })
  }
}

// A file that is no gzip, or ends in the middle of it, is told like any other that is cut short. A line ends with a line feed and nothing else:
// other marks that some readers take for an end may stand in it.
const linesOf = (file: string): Lines =>
  async function* () {
    const text = createGunzip().setEncoding('utf8')
    pipeline(createReadStream(file), text).catch(() => {}) // who reads the text meets the error, unless nobody wants more of it
    let rest = ''
    try {
      for await (const piece of text) {
        const lines = (rest + String(piece)).split('\n')
        rest = lines.pop()!
        yield* lines
      }
    } catch (error) {
      if (error instanceof Problem) throw error
      throw unreadable(file, error as Error)
    }
    if (rest !== '') yield rest
  }

const unreadable = (file: string, cause: Error) =>
  new Problem(
    'bad-input',
    'backup_unreadable',
    `${file} is no backup, or is cut short: ${cause.message}.`,
    'Nothing was changed. Take another backup.',
    { cause },
  )

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2)
