import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startLab } from '../../../lab/src/lab.ts'
import type { Lab } from '../../../lab/src/lab.ts'
import { Problem } from '../problem.ts'
import { lab } from './lab.ts'
import { noteLab } from './note-lab.ts'

let open: Lab
let folder: string
const home = process.cwd()

before(async () => {
  open = await startLab()
  folder = await mkdtemp(join(tmpdir(), 'lab-verb-'))
  process.chdir(folder)
  await noteLab(open.ready)
})
after(async () => {
  process.chdir(home)
  await open.close()
  await rm(folder, { recursive: true })
})

async function said(words: readonly string[], options: { json?: boolean } = {}): Promise<{ status: number; text: string }> {
  let text = ''
  const status = await lab(words[0]!, words.slice(1), options, { stdout: (part) => void (text += part), stderr: () => {} })
  return { status, text }
}

const refused = (words: readonly string[], code: string, fix: RegExp) =>
  assert.rejects(
    said(words),
    (error) => error instanceof Problem && error.kind === 'bad-input' && error.code === code && fix.test(error.fix),
  )

const faultOf = (name: string) => open.state().sites.find(({ site }) => site === name)?.fault

test('a site is broken and mended by its name', async () => {
  const broken = await said(['break', 'cornerbakery.example', 'suspended/reseller'])
  assert.deepEqual(broken, { status: 0, text: 'cornerbakery.example is broken: suspended/reseller.\n' })
  assert.equal(faultOf('cornerbakery.example'), 'suspended/reseller')
  assert.equal((await said(['fix', 'cornerbakery.example'], { json: true })).text, '{"ok":true}\n')
  assert.equal(faultOf('cornerbakery.example'), null)
})

test('the id of a group stands in place of a site, and all of it breaks', async () => {
  const groupOf = () => open.state().groups.find(({ group }) => group === 'shared-server')
  await said(['break', 'shared-server', 'provider-outage'])
  assert.equal(groupOf()?.broken.length, 6)
  await said(['fix', 'shared-server'])
  assert.equal(groupOf()?.broken.length, 0)
})

test('a name that is not there is bad input, and the nearest are proposed', async () => {
  await refused(['break', 'cornerbakery.exmple', 'suspended'], 'site_unknown', /cornerbakery\.example/)
  await refused(['fix', 'shared'], 'site_unknown', /shared-edge, .*shared-server/)
  await refused(['break', 'cornerbakery.example', 'suspendd'], 'fault_unknown', /Did you mean suspended\?/)
  await refused(['break', 'cornerbakery.example', 'certificate'], 'fault_unknown', /certificate-chain, certificate-expired/)
  await refused(['break', 'cornerbakery.example', 'zzzzzz'], 'fault_unknown', /lab list/)
})

test('the list has each fault once, with its sentence and its variants, 80 columns wide; for machines whole', async () => {
  const { text } = await said(['list'])
  assert.match(text, /\n {2}certificate-expired\n {6}The certificate ran out a minute ago\.\n {6}\/long-ago \/behind-edge\n/)
  assert.match(text, /\n {2}shared-server\n {6}6 sites share one server/)
  assert.deepEqual(
    text.split('\n').filter((line) => line.length > 80),
    [],
  )
  const all = JSON.parse((await said(['list'], { json: true })).text) as { site: string; faults: string[]; sites?: string[] }[]
  assert.ok(all.some(({ site, faults }) => site === 'cornerbakery.example' && faults.includes('suspended/reseller')))
  assert.equal(all.find(({ site }) => site === 'shared-server')?.sites?.length, 6)
})
