import { closeSync, fsyncSync, openSync } from 'node:fs'
import { runProgram } from '../run-program.ts'
import type { Ran } from '../run-program.ts'
import type { Command } from './host-hand.ts'

/** Runs a command of an action. Files of ours are opened here, so that what runs with fewer rights needs none to them. */
export async function runCommand({ program, args, timeoutMs, as, from, into }: Command): Promise<Ran> {
  const source = from === undefined ? undefined : openSync(from, 'r')
  const target = into === undefined ? undefined : openSync(into, 'wx', 0o600)
  try {
    const options = { ...(as && { as }), ...(source !== undefined && { from: source }), ...(target !== undefined && { into: target }) }
    const ran = await runProgram(program, args, timeoutMs, options)
    if (target !== undefined) fsyncSync(target)
    return ran
  } finally {
    for (const file of [source, target]) if (file !== undefined) closeSync(file)
  }
}
