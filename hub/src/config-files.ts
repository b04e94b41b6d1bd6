import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { Complaint } from './domain/document.ts'

const MAX_BYTES = 1024 * 1024
const MOST_FILES = 1000

export type TextFile = { readonly name: string; readonly text: string }

/** A configuration as it lies there: one file, or the YAML files of a folder. `folder` is what its relative paths count from. */
export type ConfigFiles = {
  readonly path: string
  readonly folder: string
  readonly isFolder: boolean
  readonly files: readonly TextFile[]
}

/** A configuration file, or every `*.yaml` and `*.yml` of a folder and its folders by name, hidden ones left out; or what is wrong with them. */
export async function readConfigFiles(path: string): Promise<ConfigFiles | readonly Complaint[]> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), () => false) // prettier-ignore
  if (!isFolder) {
    const read = await readText(path)
    return 'message' in read ? [read] : { path, folder: dirname(path), isFolder, files: [{ name: path, text: read.text }] }
  }
  const names = await finishKeeping(path)
    .then(() => yamlFilesIn(path))
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EPERM') return null
      throw error
    })
  if (names === null)
    return [complain(path, 'the folder may not be read, or what was being applied to it not be finished', 'give this user leave')]
  if (names.length === 0) return [complain(path, 'there is no .yaml file in this folder', 'put one there, or name a file')]
  if (names.length > MOST_FILES)
    return [complain(path, `there are ${names.length} files in this folder, more than ${MOST_FILES}`, 'put some together')]
  const read = await Promise.all(names.map(async (name) => ({ name, ...(await readText(name, path)) })))
  const faults = read.filter((one): one is { name: string } & Complaint => 'message' in one)
  if (faults.length > 0) return faults
  return { path, folder: path, isFolder, files: read as { name: string; text: string }[] }
}

async function yamlFilesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (name) =>
        !name
          .slice(folder.length)
          .split(sep)
          .some((part) => part.startsWith('.')),
    ) // prettier-ignore
    .sort()
}

/**
 * Puts other files in the place of a configuration's, all of them or none: what is to come is written down first, and whoever reads the
 * configuration after a crash finishes it. Rejects as the file system does, with nothing changed, where nothing may be written.
 */
export async function keepConfigFiles({ path, isFolder, files: before }: ConfigFiles, files: readonly TextFile[]): Promise<void> {
  const stays = new Set(files.map(({ name }) => name))
  const gone = before.map(({ name }) => name).filter((name) => !stays.has(name))
  if (!isFolder) return writeWhole(path, files[0]!.text)
  await writeWhole(join(path, UNDER_WAY), JSON.stringify({ files, gone } satisfies Keeping))
  await finishKeeping(path)
}

type Keeping = { readonly files: readonly TextFile[]; readonly gone: readonly string[] }
const UNDER_WAY = '.allclear-applying.json' // hidden: no part of the configuration

async function finishKeeping(path: string) {
  const note = join(path, UNDER_WAY)
  const text = await readFile(note, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return
  const { files, gone } = JSON.parse(text) as Keeping
  for (const { name, text } of files) await writeWhole(name, text)
  for (const name of gone) await rm(name, { force: true })
  await rm(note)
}

async function writeWhole(path: string, text: string) {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.new`
  const file = await open(beside, 'w', 0o640)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
}

/**
 * The text of a file that a person named, or the complaint that it cannot be had. A link that leads out of the file's own folder is not
 * followed: what it points at is not what was reviewed.
 */
export async function readText(file: string, root = dirname(resolve(file))): Promise<{ readonly text: string } | Complaint> {
  try {
    const [folder, path] = await Promise.all([realpath(root), realpath(file)])
    if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
      return complain(file, 'the file is a link that leads out of its folder', 'put the file itself here, or name the file it points at')
    }
    const { size } = await stat(path)
    if (size > MAX_BYTES)
      return complain(file, `the file has ${size} bytes, more than ${MAX_BYTES}`, 'split it, or remove what does not belong here')
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return complain(file, 'there is no such file', 'check the name and the folder')
    if (code === 'EISDIR') return complain(file, 'this is a folder', 'name the file in it')
    if (code === 'EACCES' || code === 'EPERM') return complain(file, 'the file may not be read', 'give this user leave to read it')
    throw error
  }
}

const complain = (file: string, message: string, fix: string): Complaint => ({ level: 'error', file, line: 1, column: 1, message, fix })
