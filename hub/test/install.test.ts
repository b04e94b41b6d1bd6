import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const INSTALL = new URL('../../install.mjs', import.meta.url)
const LOCKFILE = '{}'

// A clone in which everything is installed, and whose build takes a while and notes when.
const BUILD = `
import { appendFileSync } from 'node:fs'
const note = (what) => appendFileSync('built', what + '\\n')
note('begins')
await new Promise((done) => setTimeout(done, 400))
note('ends')
`

async function cloneAt(root: string) {
  for (const folder of ['node_modules', 'web', 'agent']) await mkdir(join(root, folder))
  await copyFile(INSTALL, join(root, 'install.mjs'))
  await writeFile(join(root, 'package-lock.json'), LOCKFILE)
  await writeFile(join(root, 'node_modules', '.allclear-installed'), createHash('sha256').update(LOCKFILE).digest('hex'))
  await writeFile(join(root, 'web', 'build.mjs'), BUILD)
  await writeFile(join(root, 'agent', 'build.mjs'), '')
}

test('two commands at once install and build one after the other, and one that was killed holds up nobody', async () => {
  const root = await mkdtemp(join(tmpdir(), 'allclear-install-'))
  const install = () => promisify(execFile)(process.execPath, ['install.mjs'], { cwd: root })
  try {
    await cloneAt(root)
    const killed = install()
    killed.child.kill('SIGKILL')
    await assert.rejects(killed)
    await writeFile(join(root, '.installing'), String(killed.child.pid))

    const said = await Promise.all([install(), install()])
    assert.deepEqual(await readFile(join(root, 'built'), 'utf8'), 'begins\nends\nbegins\nends\n')
    assert.ok(said.some(({ stderr }) => stderr.startsWith('Waiting for another command')))
    assert.ok(!(await readdir(root)).includes('.installing'))
  } finally {
    await rm(root, { recursive: true })
  }
})
