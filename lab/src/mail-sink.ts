import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import PostalMime, { type Address } from 'postal-mime'
import type { LabMail } from '@allclear/wire/lab.ts'
import type { Listening } from './one-port.ts'

const LARGEST_MAIL = 5 * 1024 * 1024
const MOST_MAILS = 10_000

/** A mail as it came: what the list shows, and the rest for a closer look. */
export type KeptMail = {
  readonly summary: LabMail
  readonly html: string | null
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly raw: string
}

/** Takes every mail for everyone and delivers none. Its numbers count acceptances: a mail that came twice has two. */
export class MailSink {
  readonly #mails: KeptMail[] = []
  #accepted = 0

  get mails(): readonly KeptMail[] {
    return this.#mails
  }

  find(number: number): KeptMail | null {
    return this.#mails.find(({ summary }) => summary.number === number) ?? null
  }

  /** Listens for SMTP on 127.0.0.1. */
  async open(): Promise<Listening> {
    const server = new SMTPServer({
      name: 'mail.lab.example',
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: LARGEST_MAIL,
      logger: false,
      onData: (stream, session, answer) => void this.#take(stream, session).then(() => answer(), answer),
    })
    server.on('error', () => {}) // a client that hangs up in the middle is no fault of ours
    await new Promise<void>((done, failed) => {
      server.server.once('error', failed)
      server.listen(0, '127.0.0.1', () => done())
    })
    const close = () => new Promise<void>((done) => server.close(() => done()))
    return { port: (server.server.address() as { port: number }).port, close }
  }

  async #take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession) {
    const chunks: Buffer[] = []
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
    if (stream.sizeExceeded) throw Object.assign(new Error('Message exceeds fixed maximum message size'), { responseCode: 552 })
    const raw = Buffer.concat(chunks)
    const mail = await PostalMime.parse(raw)
    const summary: LabMail = {
      number: ++this.#accepted,
      at: Date.now(),
      messageId: mail.messageId ?? '',
      from: mail.from ? written(mail.from) : '',
      to: (mail.to ?? []).flatMap(addresses),
      cc: (mail.cc ?? []).flatMap(addresses),
      envelope: { from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address) },
      subject: mail.subject ?? '',
      text: mail.text ?? '',
    }
    this.#mails.push({ summary, html: mail.html ?? null, headers: mail.headers, raw: raw.toString('utf8') })
    if (this.#mails.length > MOST_MAILS) this.#mails.shift()
  }
}

const addresses = (one: Address): string[] => one.group?.map(({ address }) => address ?? '') ?? [one.address ?? '']

const written = ({ name, address }: Address): string => (name ? `${name} <${address}>` : (address ?? ''))
