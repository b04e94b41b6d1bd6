import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

// A thread of readers of one page: at least so many read it, so many at a time, and they go on until the thread is told to end.

export type Reading = { readonly url: string; readonly readers: number; readonly atOnce: number }
export type Read = { readonly byStatus: Readonly<Record<number, number>>; readonly waits: readonly number[] }

const { url, readers, atOnce } = workerData as Reading
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
const byStatus: Record<number, number> = {}
const waits: number[] = []
let isOver = false
parentPort!.once('message', () => (isOver = true))

/** One reader: what it is answered, 0 where nothing came, and how many milliseconds that took. */
const read = () =>
  new Promise<void>((done) => {
    const began = performance.now()
    const end = (status: number) => {
      byStatus[status] = (byStatus[status] ?? 0) + 1
      waits.push(performance.now() - began)
      done()
    }
    get(url, { agent, headers: { 'accept-encoding': 'gzip', 'accept-language': 'en' } }, (answer) => {
      answer
        .resume()
        .once('end', () => end(answer.statusCode!))
        .once('error', () => end(0))
    }).once('error', () => end(0))
  })

let asked = 0
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (asked < readers || !isOver) {
      asked += 1
      await read()
    }
  }),
)
agent.destroy()
parentPort!.postMessage({ byStatus, waits } satisfies Read)
