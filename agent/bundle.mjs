import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

// One file without dependencies, for Node 20 and newer. Called by build.mjs, on a Node that rolldown runs on.
const MOST_BYTES = 200_000
const output = fileURLToPath(new URL('dist/agent.mjs', import.meta.url))

const bundle = await rolldown({
  input: fileURLToPath(new URL('src/main.ts', import.meta.url)),
  platform: 'node',
  external: /^node:/,
  transform: { target: 'node20' },
})
await bundle.write({ file: output, format: 'esm', minify: false, codeSplitting: false })
await bundle.close()
const { size } = await stat(output)
process.stderr.write(`agent/dist/agent.mjs: ${size} bytes\n`)
if (size > MOST_BYTES) {
  process.stderr.write(`That is more than ${MOST_BYTES} bytes.\n`)
  process.exitCode = 1
}
