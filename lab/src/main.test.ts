import { test } from 'node:test'
import assert from 'node:assert/strict'
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { LabReady } from '@allclear/wire/lab.ts'

const MAIN = new URL('./main.ts', import.meta.url).pathname

const nextMessage = async (child: ChildProcess): Promise<Record<string, unknown>> => {
  const [message] = (await once(child, 'message')) as [Record<string, unknown>]
  return message
}

test('a started lab says where it is, takes orders, and ends when its parent is gone', async () => {
  const child = fork(MAIN)
  const { ready } = (await nextMessage(child)) as { ready: unknown }
  const { network, sites } = LabReady.parse(ready)
  assert.equal(sites.length, 6)
  assert.ok(existsSync(network.trustedCa))

  const breakIt = { do: 'break', site: 'cornerbakery.example', fault: 'certificate-expired' }
  child.send(breakIt)
  assert.deepEqual(await nextMessage(child), { done: breakIt })
  child.send({ do: 'fix', site: 'nowhere.example' })
  assert.match(String((await nextMessage(child)).fix), /Write one of/)

  child.disconnect()
  assert.deepEqual(await once(child, 'exit'), [0, null])
  assert.equal(existsSync(network.trustedCa), false)
})

test('started by hand it prints one line of JSON and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [MAIN, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { network } = LabReady.parse(JSON.parse(line))
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
  assert.equal(existsSync(network.trustedCa), false)
})
