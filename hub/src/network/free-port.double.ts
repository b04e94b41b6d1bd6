import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

// Under the range from which the system takes ports by itself (32768 up, ip(7)): no connection and no other server comes between.
const [LOWEST, HIGHEST] = [12_000, 32_000]
const PATIENCE_MS = 30_000

/** A port of this machine that is free, for programs that must be told which to take. */
export async function freePort(): Promise<number> {
  const port = randomInt(LOWEST, HIGHEST)
  const server = createServer()
  const isFree = await once(server.listen(port, '127.0.0.1'), 'listening').then(
    () => true,
    () => false,
  )
  if (!isFree) return freePort()
  await new Promise((closed) => server.close(closed))
  return port
}

/** Resolves when `program` listens on the port of this machine; fails when it ends before, and after half a minute. */
export async function listening(port: number, program: ChildProcess): Promise<void> {
  const last = Date.now() + PATIENCE_MS
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
    const { exitCode, signalCode } = program
    const end = exitCode ?? signalCode
    if (end !== null || Date.now() > last) {
      program.kill('SIGKILL') // or the test would never end
      throw new Error(`nothing listens on port ${port}: ${program.spawnfile} ${end === null ? 'runs' : `ended with ${end}`}`)
    }
    await new Promise(setImmediate)
  }
}
