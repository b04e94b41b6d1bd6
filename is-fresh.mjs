// What is built is built again only when it is missing or older than its sources. Built-ins only: it runs on the machine's own Node 20.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const bundled = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

/** The Node that what is bundled with runs on: the one that npm brought, else the machine's own. */
export const builder = () => (existsSync(bundled) ? bundled : process.execPath)

/** Every file in a folder and below. */
export const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, path, name }) => join(parentPath ?? path, name))

/** Whether a file is there and none of its sources is newer. */
export function isFresh(built, sources) {
  if (!existsSync(built)) return false
  const at = statSync(built).mtimeMs
  return sources.every((source) => statSync(source).mtimeMs <= at)
}
