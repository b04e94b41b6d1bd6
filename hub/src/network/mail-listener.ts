import { callbackify } from 'node:util'
import type { SMTPServerAddress, SMTPServerDataStream } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { Problem } from '../problem.ts'

export type MailListener = { readonly port: number; close(): Promise<void> }

const MOST_CLIENTS = 10
const MOST_RECIPIENTS = 10
const QUIET_MS = 30_000

/**
 * Listens for mail (SMTP) for the addresses that `accepts` says are ours, without login or encryption: a mail server stands before it. A mail is
 * acknowledged once `take` has ended well; when that fails the sender is asked to come again. Throws a Problem when the port is taken.
 */
export async function listenForMail(options: {
  readonly host: string
  readonly port: number
  readonly mostBytes: number
  readonly accepts: (address: string) => boolean
  readonly take: (raw: Uint8Array, recipients: readonly string[]) => Promise<void>
}): Promise<MailListener> {
  const { host, port, mostBytes, accepts, take } = options
  const { SMTPServer } = await import('smtp-server') // only where somebody sends us mail
  const server = new SMTPServer({
    banner: 'Allclear takes answers',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    maxClients: MOST_CLIENTS,
    socketTimeout: QUIET_MS,
    closeTimeout: 1000,
    logger: false,
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length >= MOST_RECIPIENTS) return done(answer(452, '4.5.3 Too many recipients at once'))
      return accepts(address) ? done() : done(answer(550, '5.1.1 Nobody of that name takes mail here'))
    },
    onData(stream, { envelope }, done) {
      callbackify(takeIn)(stream, envelope.rcptTo, mostBytes, take, (error) => done(error))
    },
  })
  server.on('error', () => {}) // a connection that broke is the sender's to repeat
  await new Promise<void>((ready, failed) => {
    const refuse = (error: NodeJS.ErrnoException) => failed(error.code === 'EADDRINUSE' ? taken(host, port) : error)
    server.server.once('error', refuse)
    server.listen(port, host, () => {
      server.server.off('error', refuse)
      ready()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

async function takeIn(
  stream: SMTPServerDataStream,
  recipients: readonly SMTPServerAddress[],
  mostBytes: number,
  take: (raw: Uint8Array, recipients: readonly string[]) => Promise<void>,
) {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
  }
  if (bytes > mostBytes || stream.sizeExceeded) throw answer(552, `5.3.4 A mail may have ${mostBytes} bytes here`)
  await take(
    Buffer.concat(chunks),
    recipients.map(({ address }) => address),
  ).catch(() => {
    throw answer(451, '4.3.0 It could not be stored; please try again')
  })
}

const answer = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

const taken = (host: string, port: number) =>
  new Problem(
    'bad-input',
    'port_taken',
    `${host}:${port} is taken.`,
    'Choose another under channels.mail.inbox, or end what listens there.',
  )
