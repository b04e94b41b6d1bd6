import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMap, parseDocument } from 'yaml'
import { actionIds } from './actions/index.ts'
import type { Complaint } from './domain/document.ts'
import { parseTemplate, readTemplate } from './domain/message/read-template.ts'
import { templateKey, templateNames } from './domain/message/template.ts'
import type { Template, Templates } from './domain/message/template.ts'
import type { Playbook } from './domain/playbook/playbook.ts'
import { readPlaybook } from './domain/playbook/read-playbook.ts'

/** The playbooks and the words that an instance works with. */
export type Library = {
  readonly playbooks: readonly (readonly Playbook[])[] // in order of precedence: all of an operator's directory before all built-in ones
  readonly templates: Templates
  readonly sources: ReadonlyMap<string, string> // the YAML of each playbook as the file has it, by its name
  readonly complaints: readonly Complaint[]
}

type Read = { readonly playbook: Playbook | null; readonly file: string; readonly text?: string; readonly complaints: readonly Complaint[] }

const MAX_BYTES = 1024 * 1024
const BUILT_IN = fileURLToPath(new URL('../../playbooks/', import.meta.url))

/** Loads the built-in playbooks and templates, and before them what an operator keeps in a directory of their own. `people` and `partners` let names be judged. */
export async function loadLibrary(from: {
  readonly playbooksDir?: string | undefined
  readonly people?: readonly string[]
  readonly partners?: readonly string[]
}): Promise<Library> {
  const [{ words: ours, set: builtIn }, theirs] = [await readBuiltIn(), from.playbooksDir ? await readTemplates(from.playbooksDir) : null]
  const templates: Templates = new Map([...ours.templates, ...(theirs?.templates ?? [])])
  const people = from.people ? { people: from.people } : {}
  const files = from.playbooksDir ? await playbookFiles(from.playbooksDir) : []
  const own = await Promise.all(files.map((file) => readOne(file, templates, people)))
  const sets: Read[][] = from.playbooksDir ? [own, builtIn] : [builtIn]
  const missing = from.playbooksDir && sets[0]!.length === 0 ? await emptyDirectory(from.playbooksDir) : []
  return {
    playbooks: sets.map((set) => set.flatMap(({ playbook }) => (playbook ? [playbook] : []))),
    templates,
    sources: new Map(
      sets
        .flat()
        .toReversed()
        .flatMap(({ playbook, text }) => (playbook && text !== undefined ? [[playbook.id, text] as const] : [])),
    ),
    complaints: [
      ...missing,
      ...ours.complaints,
      ...(theirs?.complaints ?? []),
      ...strangers(theirs?.templates ?? new Map(), from.partners),
      ...sets.flatMap((set) => [...set.flatMap(({ complaints }) => complaints), ...twice(set)]),
    ],
  }
}

// What comes with the product does not change while it runs, and its words were judged before they were shipped (`playbook check`).
const readBuiltIn = (() => {
  let read: ReturnType<typeof readAll> | null = null
  const readAll = async () => {
    const words = await readTemplates(BUILT_IN, parseTemplate)
    const files = await playbookFiles(BUILT_IN)
    return { words, set: await Promise.all(files.map((file) => readOne(file, words.templates, {}))) }
  }
  return () => (read ??= readAll())
})()

/**
 * Every complaint about these playbooks and templates (`.md`), each by itself and all of them together. A directory stands for what is in it;
 * no file at all for the built-in ones.
 */
export async function checkPlaybooks(paths: readonly string[]): Promise<readonly Complaint[]> {
  const words = await Promise.all([BUILT_IN, ...paths.filter((path) => !path.endsWith('.md'))].map((path) => readTemplates(path)))
  const templates: Templates = new Map(words.flatMap((read) => [...read.templates]))
  const alone = await Promise.all(paths.filter((path) => path.endsWith('.md')).map((path) => readTemplateFile(path)))
  const playbooks = paths.length > 0 ? paths.filter((path) => !path.endsWith('.md')) : [BUILT_IN]
  const files = (await Promise.all(playbooks.map(filesOf))).flat()
  const reads = await Promise.all(files.map((file) => readOne(file, templates, {})))
  return [...[...words, ...alone, ...reads].flatMap((read) => read.complaints), ...twice(reads)]
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() ? playbookFiles(path) : [path]
}

/** The YAML files of a directory whose first key is `playbook`, by name; a scenario or a configuration beside them is not meant. */
async function playbookFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => [])
  const files = names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(directory, name))
  const meant = await Promise.all(files.map(async (file) => isPlaybook((await readBounded(file)) ?? '')))
  return files.filter((_, index) => meant[index])
}

function isPlaybook(text: string): boolean {
  const begins = /^(?:\uFEFF|\s|---|[#%].*\n)*(\S.*)/.exec(text)?.[1] ?? ''
  if (/^[\w-]+:(\s|$)/.test(begins)) return /^playbook:/.test(begins)
  const { contents } = parseDocument(text, { logLevel: 'silent', uniqueKeys: false })
  const first = isMap(contents) ? contents.items[0]?.key : null
  return String(first ?? '') === 'playbook'
}

async function readOne(file: string, templates: Templates, people: { readonly people?: readonly string[] }): Promise<Read> {
  const name = shown(file)
  const text = await readBounded(file)
  if (text === null)
    return { playbook: null, file: name, complaints: [at(name, 'this file cannot be read', 'check the path and its permissions')] }
  return { file: name, text, ...readPlaybook(text, name, { templates: templateNames(templates), actions: actionIds, ...people }) }
}

// As a person would name it from where they stand.
const shown = (file: string) => {
  const near = relative(process.cwd(), file)
  return near.startsWith('..') || near === '' ? file : near
}

const at = (file: string, message: string, fix: string): Complaint => ({ level: 'error', file, line: 1, column: 1, message, fix })

/** The text of a file of at most 1 MiB, null when there is none; a bigger one is cut just above, so that its reader refuses it. */
async function readBounded(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file)
    return size > MAX_BYTES ? ' '.repeat(MAX_BYTES + 1) : await readFile(file, 'utf8')
  } catch {
    return null
  }
}

// Words for a partner that nobody knows would never be used.
function strangers(templates: Templates, partners: readonly string[] | undefined): Complaint[] {
  const unknown = [...templates.values()].filter(({ partner }) => partner !== null && partners && !partners.includes(partner))
  return unknown.map(({ partner, file }) => at(file, `there is no partner "${partner}"`, "name the folder after the partner's id"))
}

async function emptyDirectory(directory: string): Promise<Complaint[]> {
  const found = await stat(directory).catch(() => null)
  return found?.isDirectory() ? [] : [at(directory, 'there is no such directory', 'name a directory with playbooks in it')]
}

/** Two playbooks of one set cannot be meant by one name, nor by one cause. */
function twice(reads: readonly Read[]): Complaint[] {
  const ids = new Map<string, string>()
  const causes = new Map<string, string>()
  return reads.flatMap(({ playbook, file }) => {
    if (!playbook) return []
    const found: Complaint[] = []
    const other = ids.get(playbook.id)
    if (other !== undefined)
      found.push(at(file, `"${playbook.id}" is also the name of the playbook in ${other}`, 'give one of them another name'))
    ids.set(playbook.id, file)
    for (const cause of playbook.causes) {
      const rival = causes.get(cause)
      if (rival !== undefined && rival !== file)
        found.push(at(file, `the cause "${cause}" is also claimed by ${rival}`, 'leave it to one of them'))
      causes.set(cause, file)
    }
    return found
  })
}

type ReadTemplates = { readonly templates: Templates; readonly complaints: readonly Complaint[] }

/** The words of a directory: `templates/<language>/<name>.md` for everyone, `templates/partners/<partner>/<language>/<name>.md` for the clients of one partner. */
async function readTemplates(directory: string, read = readTemplate): Promise<ReadTemplates> {
  const root = join(directory, 'templates')
  const partners = await foldersIn(join(root, 'partners'))
  const reads = [
    await readLanguages(root, null, read),
    ...(await Promise.all(partners.map((partner) => readLanguages(join(root, 'partners', partner), partner, read)))),
  ]
  return {
    templates: new Map(reads.flatMap(({ templates }) => [...templates])),
    complaints: reads.flatMap(({ complaints }) => complaints),
  }
}

async function readLanguages(root: string, partner: string | null, read: typeof readTemplate): Promise<ReadTemplates> {
  const templates = new Map<string, Template>()
  const complaints: Complaint[] = []
  for (const language of (await foldersIn(root)).filter((name) => name !== 'partners')) {
    const names = (await readdir(join(root, language))).filter((name) => name.endsWith('.md')).sort()
    for (const name of names) {
      const one = await readTemplateFile(join(root, language, name), partner, read)
      if (one.template) templates.set(templateKey(language, one.template.name, partner), one.template)
      complaints.push(...one.complaints)
    }
  }
  return { templates, complaints }
}

/** One template, in the language that its folder names. */
async function readTemplateFile(
  path: string,
  partner: string | null = null,
  read = readTemplate,
): Promise<ReturnType<typeof readTemplate>> {
  const about = { name: basename(path, '.md'), language: basename(dirname(path)), partner, file: shown(path) }
  const text = await readBounded(path)
  if (text !== null) return read(text, about)
  return { template: null, complaints: [at(about.file, 'this file cannot be read', 'check the path and its permissions')] }
}

async function foldersIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}
