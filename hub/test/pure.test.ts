import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// What needs no machine shares one process: starting one for each file takes longer than these tests do.
const ROOT = new URL('../../', import.meta.url)
const files = globSync(['hub/src/domain/**/*.test.ts', 'hub/test/stories/*.test.ts'], { cwd: fileURLToPath(ROOT) })
for (const file of files.sort()) await import(new URL(file, ROOT).href)
