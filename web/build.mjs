// Builds the screens into web/dist when that is missing or older than its sources: Vite bundles, then each file is packed beside itself.
// Built-ins only, so that it runs on the machine's own Node 20. A build that fails is said; the pages that the hub makes itself still serve.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { builder, filesIn, isFresh } from '../is-fresh.mjs'

const web = dirname(fileURLToPath(import.meta.url))
const root = dirname(web)
const dist = join(web, 'dist')
const sources = [
  ...[join(web, 'src'), join(root, 'wire')].flatMap(filesIn),
  ...['index.html', 'vite.config.ts', 'build.mjs', 'package.json'].map((name) => join(web, name)),
]

function build() {
  // In a folder of its own first, so that nobody serves half a build.
  const fresh = join(web, `dist-${process.pid}`)
  const words = [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--outDir', fresh, '--logLevel', 'warn']
  const { status } = spawnSync(builder(), words, { cwd: web, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status === 0) {
    pack(join(fresh, 'assets'))
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } else process.stderr.write('The screens could not be built (see above); pages that the hub makes itself still serve.\n')
  rmSync(fresh, { recursive: true, force: true })
}

function pack(folder) {
  mkdirSync(folder, { recursive: true })
  for (const path of filesIn(folder)) {
    const plain = readFileSync(path)
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
    writeFileSync(`${path}.br`, brotliCompressSync(plain, { params }))
    writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }))
  }
}

if (!isFresh(join(dist, 'index.html'), sources)) build()
