import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The flags with which a host runs its agent, as install.sh has them. */
export const FLAGS = /^FLAGS='(.+)'$/m.exec(readFileSync(new URL('install.sh', import.meta.url), 'utf8'))![1]!.split(' ')

/**
 * Makes one program of the bundle and the Node that runs this, flags included (Node.js, "Single executable applications"), for hosts of the same
 * system and processor that have no Node. Gives its size in bytes.
 */
export function makeExecutable(output: string): number {
  const settings = {
    main: fileURLToPath(new URL('dist/agent.mjs', import.meta.url)),
    mainFormat: 'module',
    output: resolve(output),
    disableExperimentalSEAWarning: true,
    execArgv: FLAGS,
    execArgvExtension: 'none', // NODE_OPTIONS of whoever starts it changes nothing
  }
  const file = `${settings.output}.json`
  writeFileSync(file, JSON.stringify(settings))
  const { status } = spawnSync(process.execPath, ['--build-sea', file], { stdio: ['ignore', 2, 2] })
  rmSync(file, { force: true })
  if (status !== 0) throw new Error(`Node ${process.version} did not make ${output}; it must be 26 or newer`)
  return statSync(settings.output).size
}

if (import.meta.main) {
  const output = process.argv[2]
  if (output === undefined) throw new Error('Say which file to write: node agent/build.mjs --executable FILE')
  process.stderr.write(`${output}: ${Math.round(makeExecutable(output) / 2 ** 20)} MB, with Node ${process.version}\n`)
}
