import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { ConfigurationPlan } from '@allclear/wire/configuration.ts'
import { applyVerb, planVerb } from './plan-and-apply.ts'
import type { PlanOptions } from './plan-and-apply.ts'
import { freePort } from '../network/free-port.double.ts'
import { startHttpDouble } from '../network/http.double.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'allclear-apply-'))
const theirs = join(folder, 'hub')
const sent = join(folder, 'sent')
const data = join(folder, 'data')
const TEAM = `operator: { name: Me, timezone: Europe/Berlin, mail: me@example.org }
people: { me: { name: Me, mail: me@example.org, timezone: Europe/Berlin, role: owner } }
channels: { mail: { smtp: "\${SMTP:-}" } }
`
const networkBy = (port: number) => `network: { resolvers: ["127.0.0.1:${port}"], allow-private-targets: true }\n`
const NETWORK = networkBy(9)
const well = await startHttpDouble(() => ({ body: 'well' })) // a site that fails may not be removed
const site = (name: string) => `sites: { ${name}: { url: "${well.url}/" } }\n`

async function put(root: string, files: Readonly<Record<string, string>>) {
  await rm(root, { recursive: true, force: true })
  await mkdir(join(root, 'sites'), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
}

const env = { ...process.env, NO_COLOR: '1', SMTP: 'smtp://127.0.0.1:9' }
async function say(verb: typeof planVerb, options: Omit<PlanOptions, 'data'> & { data?: string }) {
  let stdout = ''
  const status = await verb({ data, ...options }, { stdout: (text) => void (stdout += stripVTControlCharacters(text)), stderr: () => {} })
  return { status, stdout }
}

let hub: ChildProcess | null = null
after(async () => {
  hub?.kill('SIGKILL')
  await well.close()
  await rm(folder, { recursive: true, force: true })
})

test(
  'plan shows what a hub would read differently, apply lets it, and neither reaches the hub’s machine (configuration as code)',
  { timeout: 60_000 },
  async () => {
    await put(theirs, { 'team.yaml': TEAM, 'network.yaml': NETWORK, 'sites/one.yaml': site('one.example') })
    hub = spawn(process.execPath, [MAIN, 'up', '--config', theirs, '--data', data, '--listen', `127.0.0.1:${await freePort()}`, '--json'], {
      env,
    })
    const { url } = JSON.parse(String((await once(hub.stdout!, 'data'))[0])) as { url: string }
    process.env.ALLCLEAR_TOKEN = (JSON.parse(await readFile(join(data, 'hub.json'), 'utf8')) as { token: string }).token

    await put(sent, {
      'team.yaml': TEAM.replace('name: Me,', 'name: Harbor,'),
      'network.yaml': NETWORK,
      'sites/two.yaml': site('two.example'),
    })
    const planned = await say(planVerb, { config: sent, hub: url })
    assert.deepEqual(planned, {
      status: 0,
      stdout:
        `+ sites.two.example: { url: ${well.url}/ }\n` +
        `- sites.one.example: { url: ${well.url}/ }\n` +
        '~ operator.name: Me → Harbor\n' +
        'Nothing is done; apply does it.\n',
    })
    const applied = await say(applyVerb, { config: sent, hub: url })
    assert.equal(applied.status, 0, applied.stdout)
    assert.match(applied.stdout, /Version [0-9a-f]{12} holds\.\n$/)
    assert.deepEqual(await readdir(join(theirs, 'sites')), ['two.yaml'])
    assert.match(await readFile(join(theirs, 'team.yaml'), 'utf8'), /name: Harbor,/)

    await put(sent, {
      'team.yaml': TEAM.replace('name: Me,', 'name: "${HOME}",'),
      'network.yaml': networkBy(10),
      'sites/two.yaml': site('two.example').replace('url', 'ulr'),
    })
    const refused = await say(applyVerb, { config: sent, hub: url, json: true })
    assert.equal(refused.status, 2)
    const { complaints, applied: isApplied } = JSON.parse(refused.stdout) as ConfigurationPlan & { applied: boolean }
    const said = complaints.map(({ message }) => message)
    assert.equal(isApplied, false)
    for (const words of [/network says how this hub runs/, /operator\.name names a variable of the hub’s machine/, /unknown key "ulr"/])
    assert.ok(said.some((message) => words.test(message)), said.join('\n')) // prettier-ignore
    assert.match(await readFile(join(theirs, 'network.yaml'), 'utf8'), /127\.0\.0\.1:9"/)

    await writeFile(join(theirs, 'network.yaml'), networkBy(10)) // somebody on the hub's machine may
    const here = await say(applyVerb, { config: theirs })
    assert.match(here.stdout, /^~ network\.resolvers: \[ 127\.0\.0\.1:9 \] → \[ 127\.0\.0\.1:10 \]\nVersion/)
  },
)
