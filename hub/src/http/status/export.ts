import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative, sep } from 'node:path'
import { OPERATOR } from '../../domain/audience/pages.ts'
import { after, seconds } from '../../domain/instant.ts'
import { pageOf } from '../../domain/status/page.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { startLoop } from '../../engine/loop.ts'
import type { Loop } from '../../engine/loop.ts'
import type { PushPages } from '../../engine/publish/push-pages.ts'
import type { Around } from '../around.ts'
import { pagesOf } from './pages.ts'

/** What was written, by path: a digest of the contents, so that only what changed is written again. */
export type Written = Map<string, string>

const EVERY = seconds(60)
const BURST = seconds(2) // what belongs together comes within it

/**
 * Keeps every status page as files in `dir/status/<slug>/` (COM-9): written when something changed and looked after once a minute. Any web
 * server can serve the folder, on another machine best of all; it needs the hub no more.
 */
export function startExporting(around: Around, dir: string, push: PushPages | null = null): Loop {
  const written: Written = new Map()
  const pushed: Written = new Map()
  const pass = async () => {
    await exportPages(around, dir, written)
    if (push) await bringElsewhere(push, { dir, written, pushed })
    return after(around.clock.now(), EVERY)
  }
  const loop = startLoop({ clock: around.clock, pass, most: EVERY, onBug: (error) => around.onBug?.(error, 'status export') })
  around.events.subscribe(() => loop.nudge(after(around.clock.now(), BURST)))
  return loop
}

/** Brings elsewhere what is not there yet; what could not be brought is tried again at the next pass. */
async function bringElsewhere(
  push: PushPages,
  { dir, written, pushed }: { readonly dir: string; readonly written: Written; readonly pushed: Written },
): Promise<void> {
  const changed = [...written].filter(([target, digest]) => pushed.get(target) !== digest)
  const gone = [...pushed.keys()].filter((target) => !written.has(target))
  if (changed.length + gone.length === 0) return
  const pathOf = (target: string) => relative(dir, target).replaceAll(sep, '/')
  const files = await Promise.all(
    changed.map(async ([target]) => ({ path: pathOf(target), type: typeOf(target), body: await readFile(target, 'utf8') })),
  )
  await push([...files, ...gone.map((target) => ({ path: pathOf(target), type: typeOf(target), body: null }))])
  for (const [target, digest] of changed) pushed.set(target, digest)
  for (const target of gone) pushed.delete(target)
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
}
const typeOf = (target: string) => TYPES[extname(target).slice(1)] ?? 'text/plain; charset=utf-8'

/** Writes what has changed since `written`, each file whole or not at all, and takes away what a page no longer has. */
export async function exportPages(around: Around, dir: string, written: Written): Promise<void> {
  for (const slug of slugsOf(around.plan())) {
    const page = await pagesOf(around).page(slug)
    const folder = join(dir, 'status', slug)
    for (const path of inOrder([...page.files.keys()])) {
      const target = join(folder, path)
      const { body } = (await page.file(path))!
      const digest = createHash('sha256').update(body).digest('base64url')
      if (written.get(target) === digest) continue
      await put(target, body)
      written.set(target, digest)
    }
    for (const target of await filesIn(folder))
      if (!page.files.has(relative(folder, target).replaceAll(sep, '/'))) {
        await rm(target)
        written.delete(target)
      }
  }
}

// What is led to is written before what leads to it, so that a hub which dies meanwhile leaves no page with a link to nothing.
const inOrder = (paths: readonly string[]) => paths.toSorted((a, b) => rankOf(a) - rankOf(b))
const rankOf = (path: string) => (/^(incidents|notices)\//.test(path) ? 0 : path.startsWith('index.') ? 2 : 1)

const slugsOf = (plan: Plan): string[] =>
  [OPERATOR, ...Object.keys(plan.partners), ...Object.keys(plan.clients)].filter((slug) => pageOf(plan, slug)!.sites.length > 0)

// A reader sees the file before or the file after, never half of one.
async function put(path: string, body: string) {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`
  await writeFile(draft, body)
  await rename(draft, path)
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
