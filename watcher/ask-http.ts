import { request as plain } from 'node:http'
import { request as secured } from 'node:https'

const MOST_BYTES = 64 * 1024

export type Order = {
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly patienceMs: number
}

/** One HTTP exchange, answered within its patience and 64 KiB. Throws an Error that says what went wrong. */
export function askHttp(url: string, { method, headers = {}, body, patienceMs }: Order): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https:') ? secured : plain)(url, { method, headers, signal: AbortSignal.timeout(patienceMs) })
    request.on('error', (error) => reject(error.name === 'AbortError' ? new Error(`no answer within ${patienceMs / 1000} s`) : error))
    request.on('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        text += piece
        if (text.length > MOST_BYTES) answer.destroy(new Error('the answer is too long'))
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }))
    })
    request.end(body)
  })
}
