// Makes the package `@allclear/client` in packages/dist/client: compiled, with its types and without dependencies, ready for `npm pack`.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const dist = at('../packages/dist/client')
const read = (path) => JSON.parse(readFileSync(at(path), 'utf8'))

rmSync(dist, { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', at('./tsconfig.json'), '--outDir', dist], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
const { private: _, ...client } = read('./package.json')
const exports = { types: './client.d.ts', default: './client.js' }
writeFileSync(`${dist}/package.json`, `${JSON.stringify({ ...client, version: read('../package.json').version, exports }, null, 2)}\n`)
process.stdout.write(`${dist}\n`)
