#!/usr/bin/env node
// The program of the package. It needs Node 26: this one, or the one that npm has brought along.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('hub/src/main.js', import.meta.url))
const words = ['--max-semi-space-size=2', '--optimize-for-size', main, ...process.argv.slice(2)]
const node = Number(/\d+/.exec(process.version)[0]) >= 26 ? process.execPath : brought()

if (node === null) {
  process.stderr.write(
    `Allclear needs Node 26, this is ${process.version}, and npm brought none for ${process.platform} ${process.arch}. Install Node 26 or newer.\n`,
  )
  process.exitCode = 3
} else if (process.execve) {
  process.execve(node, [node, ...words], process.env)
} else {
  const child = spawn(node, words, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => {}) // Ctrl-C reaches both of us
  child.on('exit', (code, signal) => (process.exitCode = code ?? (signal === null ? 3 : 1)))
}

function brought() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const path = process.platform === 'win32' ? join(folder, 'bin', 'node.exe') : join(folder, 'bin', 'node')
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}
