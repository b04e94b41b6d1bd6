import { createRequire } from 'node:module'

// An `import` of node:http reads all that it exports, and that loads the WebSocket of Node: 7 MB that nobody needs.
const load = createRequire(import.meta.url)
const TIMEOUT_MS = 20_000
const MOST_BYTES = 1024 * 1024 // the sums of a WordPress take 300 kB

/** What the hub answered, or why it could not be asked. */
export type Posted = { readonly ok: true; readonly status: number; readonly body: string } | { readonly ok: false; readonly why: string }

/** Posts JSON to the hub. One connection is kept between reports; nothing is followed and nothing decoded. */
export function post(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Posted> {
  const { request } = load(url.startsWith('https:') ? 'node:https' : 'node:http') as typeof import('node:https')
  return new Promise((resolve) => {
    const length = Buffer.byteLength(body)
    const asked = request(
      url,
      { method: 'POST', timeout: TIMEOUT_MS, headers: { 'content-type': 'application/json', 'content-length': length, ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (more: string) => {
          text += more
          if (text.length > MOST_BYTES) answer.destroy(new Error('The answer is too long'))
        })
        answer.on('end', () => resolve({ ok: true, status: answer.statusCode ?? 0, body: text }))
        answer.on('error', (error) => resolve({ ok: false, why: error.message }))
      },
    )
    asked.on('timeout', () => asked.destroy(new Error(`No answer within ${TIMEOUT_MS / 1000} s`)))
    asked.on('error', (error) => resolve({ ok: false, why: error.message }))
    asked.end(body)
  })
}
