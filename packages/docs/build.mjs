// Writes the documentation as a website into dist/docs: any server can give it away, and nothing in it asks for anything else.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openSite } from '../../hub/src/docs/site.ts'
import { ICON } from '../../hub/src/http/icon.ts'

const folder = new URL('../../dist/docs/', import.meta.url)
rmSync(folder, { recursive: true, force: true })
const site = await openSite(ICON)
for (const path of site.paths) {
  const to = new URL(path, folder)
  mkdirSync(new URL('.', to), { recursive: true })
  writeFileSync(to, site.file(path).body)
}
process.stdout.write(`${fileURLToPath(folder)}\n`)
