import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LabReady } from '@allclear/wire/lab.ts'
import type { LabOrder } from '@allclear/wire/lab.ts'
import { Problem } from '../problem.ts'

const MAIN = fileURLToPath(import.meta.resolve('@allclear/lab/src/main.ts'))

export type LabProcess = { readonly ready: LabReady; order(order: LabOrder): Promise<void>; stop(): Promise<void> }

/** Starts the lab, a process of its own that ends with this one, and waits until every server of it listens. */
export async function startLabProcess(): Promise<LabProcess> {
  const child = fork(MAIN, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answers: ((answer: { done?: unknown; refused?: unknown; message?: string; fix?: string }) => void)[] = []
  const ready = await new Promise<LabReady>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Problem('ours', 'lab_unavailable', `The lab ended at once (${code}).`, 'See the line above.')))
    child.on('message', (message: { ready?: unknown; done?: unknown; refused?: unknown }) => {
      if (message.ready) resolve(LabReady.parse(message.ready))
      else answers.shift()?.(message)
    })
  })
  return {
    ready,
    async order(order) {
      const answer = await new Promise<{ refused?: unknown; message?: string; fix?: string }>((resolve) => {
        answers.push(resolve)
        child.send(order)
      })
      if (answer.refused) throw new Problem('bad-input', 'order_refused', answer.message ?? 'The lab refused.', answer.fix ?? '')
    },
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
