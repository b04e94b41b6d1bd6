import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundAuthority } from './authority.ts'
import { WEBSITES } from './sites.ts'
import { scanForViruses } from './virus-scanner.ts'
import { World } from './world.ts'

const [SITE] = WEBSITES

test('the virus scanner of the panel finds what strangers left in a site, and takes it into quarantine (REA-7)', async () => {
  const world = new World(await foundAuthority())
  const scanner = (name: string) => scanForViruses(world, SITE!, name)
  assert.deepEqual(await scanner('list_infected_files'), { data: [] })
  await world.break(SITE!.name, 'cloaked-spam/japanese')
  const found = await scanner('list_infected_files')
  assert.equal('data' in found && (found.data as unknown[]).length, 1)
  await scanner('disinfect_files')
  assert.equal(world.sites[0]!.fault, null)
  assert.ok('refusal' in (await scanner('sing')))
})

test('what stands on a list of dangerous sites, and in no file, it does not find', async () => {
  const world = new World(await foundAuthority())
  await world.break(SITE!.name, 'blocklisted')
  assert.deepEqual(await scanForViruses(world, SITE!, 'list_infected_files'), { data: [] })
})
