import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A load balancer on 127.0.0.1 without stickiness: each connection goes to the next of the servers, or where that one refuses to the one after it. */
export async function openBalancer(ports: () => readonly number[]) {
  const open = new Set<Socket>()
  let turn = 0
  const pass = (near: Socket, tries: number) => {
    const all = ports()
    if (tries === 0 || all.length === 0) return void near.destroy()
    const far = connect(all[turn++ % all.length]!, '127.0.0.1')
    const refused = () => pass(near, tries - 1)
    open.add(far.once('error', refused).on('close', () => open.delete(far)))
    far.once('connect', () => {
      far.off('error', refused).on('error', () => near.destroy())
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
      near.pipe(far).pipe(near)
    })
  }
  const server = createServer((near) => {
    open.add(near.on('error', () => {}).on('close', () => open.delete(near)))
    pass(near, ports().length)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}
