import { request } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'

/** How one question was answered: its status, 0 where no answer came within the limit, and how long that took. */
export type Answer = { readonly status: number; readonly tookMs: number; readonly text: string }

const LIMIT_MS = 30_000

/** Asks once, on a connection of its own. */
export function ask(url: string, token?: string): Promise<Answer> {
  const began = performance.now()
  return new Promise((done) => {
    const end = (status: number, text: string) => done({ status, text, tookMs: performance.now() - began })
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const asked = request(url, { agent: false, headers, timeout: LIMIT_MS }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece))
      answer.on('end', () => end(answer.statusCode!, text)).on('error', () => end(0, ''))
    })
    asked.on('timeout', () => asked.destroy()).on('error', () => end(0, ''))
    asked.end()
  })
}

/** Asks every so often, whether the question before was answered or not, until it is stopped; gives all answers. */
export function poll(url: string, everyMs: number, token?: string): () => Promise<readonly Answer[]> {
  const answers: Promise<Answer>[] = []
  const stopping = new AbortController()
  const asking = (async () => {
    for (; !stopping.signal.aborted; await rest(everyMs)) answers.push(ask(url, token))
  })()
  return async () => {
    stopping.abort()
    await asking
    return Promise.all(answers)
  }
}
