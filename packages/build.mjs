// Makes the package `allclear` in packages/dist: our TypeScript without its types, the screens, the agent and the playbooks, then `npm pack`.
// Lines and columns stay those of the source, so that a stack trace tells the truth. Prints the path of the tarball.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesIn } from '../is-fresh.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(here)
const dist = join(here, 'dist')
const whole = join(dist, 'allclear')
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'))

const COMPILED = ['hub/src', 'lab/src', 'wire', 'watcher']
const COPIED = ['playbooks', 'web/dist', 'agent/dist/agent.mjs', 'agent/install.sh', 'lab/agency.yaml', 'keep-compiled.mjs', 'docs']
const NOT_SHIPPED = /\.(test|double)\.ts$|package\.json$/

/** The same place of the package: `./x.ts` is `./x.js` there, and what our workspaces call each other is a path. */
const placed = (name, from) => {
  const path = name.replace(/\.ts$/, '.js')
  if (!path.startsWith('@allclear/')) return path
  const way = relative(dirname(from), join(root, path.slice('@allclear/'.length)))
  return way.startsWith('.') ? way : `./${way}`
}

function compile(path) {
  const text = readFileSync(path, 'utf8')
  const to = join(whole, relative(root, path))
  mkdirSync(dirname(to), { recursive: true })
  if (!path.endsWith('.ts')) return cpSync(path, to)
  const plain = stripTypeScriptTypes(text).replace(/'(\.{1,2}\/[^'\n]+\.ts|@allclear\/[^'\n]+)'/g, (_, name) => `'${placed(name, path)}'`)
  writeFileSync(to.replace(/\.ts$/, '.js'), plain)
}

rmSync(dist, { recursive: true, force: true })
for (const folder of COMPILED) for (const path of filesIn(join(root, folder))) if (!NOT_SHIPPED.test(path)) compile(path)
for (const path of COPIED) cpSync(join(root, path), join(whole, path), { recursive: true })
for (const path of ['README.md', 'CHANGELOG.md']) cpSync(join(root, path), join(whole, path))
cpSync(join(here, 'allclear.mjs'), join(whole, 'allclear.mjs'))

const { version, description, optionalDependencies } = read('package.json')
const { '@allclear/wire': _, ...dependencies } = { ...read('lab/package.json').dependencies, ...read('hub/package.json').dependencies }
const manifest = {
  ...{ name: 'allclear', version, description, type: 'module', bin: { allclear: 'allclear.mjs' } },
  ...{ dependencies, optionalDependencies, engines: { node: '>=20' } },
}
writeFileSync(join(whole, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)

const { status, stdout } = spawnSync('npm', ['pack', '--silent', '--pack-destination', dist], {
  cwd: whole,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 2],
})
if (status !== 0) process.exit(3)
process.stdout.write(`${join(dist, stdout.trim())}\n`)
