import { createServer } from 'node:net'

/** Whether this program could listen there now: null, else the code of the system that says why not. It lets go of the port at once. */
export function mayListen(host: string, port: number): Promise<string | null> {
  const server = createServer()
  return new Promise((done) => {
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(null)))
  })
}
