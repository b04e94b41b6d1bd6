import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const config = (sites: string) => `operator: { name: Me, timezone: Europe/Berlin, mail: me@example.org }
people: { me: { name: Me, mail: me@example.org, timezone: Europe/Berlin, role: owner } }
sites:
${sites}network: { resolvers: ["127.0.0.1:9"] }
`
const one = '  one.example: { url: https://one.example/ }\n'

test(
  'SIGHUP reads the configuration again; one with a mistake is complained about and the one before goes on',
  { timeout: 30_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'allclear-up-'))
    const file = join(folder, 'allclear.yaml')
    await writeFile(file, config(one))
    const child = spawn(process.execPath, [
      MAIN,
      'up',
      '--config',
      file,
      '--data',
      join(folder, 'data'),
      '--listen',
      '127.0.0.1:0',
      '--json',
    ])
    let heard = ''
    const says = async (words: RegExp) => {
      while (!words.test(heard)) heard += String((await once(child.stderr, 'data'))[0])
    }
    try {
      const [first] = (await once(child.stdout, 'data')) as [Buffer]
      assert.equal((JSON.parse(String(first)) as { sites: number }).sites, 1)

      await writeFile(file, config('  one.example: { ulr: https://one.example/ }\n'))
      child.kill('SIGHUP')
      await says(/unknown key "ulr"; did you mean "url"\?[^]*The configuration before goes on\./)

      await writeFile(file, config(`${one}  two.example: { url: https://two.example/ }\n`))
      child.kill('SIGHUP')
      await says(/was read again: 2 sites\./)

      child.kill('SIGINT')
      assert.deepEqual(await once(child, 'exit'), [0, null])
    } finally {
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    }
  },
)
