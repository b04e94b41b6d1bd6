import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'

export type Heard = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}
export type Said = { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown } | 'drop' | 'hang'

/** An HTTP service for tests, on a port of the system: it hears a whole request, then says what `answer` made of it, or nothing. */
export async function startHttpDouble(answer: (heard: Heard, number: number) => Said) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null)
    if (body === null) return // whoever asked is gone
    const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    const said = answer(one, heard.push(one))
    if (said === 'drop') request.socket.destroy()
    else if (said !== 'hang') {
      const { status = 200, headers = {}, body: says = '' } = said
      response.writeHead(status, headers).end(typeof says === 'string' ? says : JSON.stringify(says))
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
