import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type SlowLink = {
  readonly port: number
  /** Resolves when the hub next says something to the other side. */
  spoken(): Promise<void>
  close(): Promise<void>
}

/**
 * A link to a server on 127.0.0.1 on which every answer comes `delayMs` late: the moments in which nobody knows become long enough to be hit.
 * An HTTP server behind it hears its own address as `Host`.
 */
export async function openSlowLink(port: number, delayMs: number): Promise<SlowLink> {
  const open = new Set<Socket>()
  let speaking = Promise.withResolvers<void>()
  const later = (work: () => void) => setTimeout(work, delayMs)
  const server = createServer((near) => {
    const own = new RegExp(`(?<=host: 127\\.0\\.0\\.1:)${near.localPort}`, 'i')
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) open.add(socket.on('error', () => {}).on('close', () => open.delete(socket)))
    near.on('data', (chunk) => {
      far.write(Buffer.from(chunk.toString('latin1').replace(own, String(port)), 'latin1'))
      speaking.resolve()
      speaking = Promise.withResolvers<void>()
    })
    near.on('end', () => far.end()).on('close', () => far.destroy())
    far.on('data', (chunk) => later(() => near.writable && near.write(chunk)))
    far.on('end', () => later(() => near.end())).on('close', () => later(() => near.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    spoken: () => speaking.promise,
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}
