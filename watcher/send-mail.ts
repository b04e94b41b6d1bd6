import { connect as connectPlain } from 'node:net'
import type { Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectTls } from 'node:tls'
import type { Page } from './judge.ts'

/** A mail server that takes our pages. `password-env` names the variable that holds the password. */
export type MailWay = {
  readonly mail: string
  readonly port?: number
  readonly tls?: boolean // from the first byte, as on port 465
  readonly user?: string
  readonly 'password-env'?: string
  readonly from: string
  readonly to: readonly string[]
}

const PATIENCE_MS = 10_000

/** Sends one page by SMTP (RFC 5321), with STARTTLS where the server offers it. Throws an Error that says what the server refused. */
export async function sendMail(way: MailWay, { subject, text }: Page): Promise<void> {
  const port = way.port ?? (way.tls ? 465 : 25)
  const socket = way.tls ? connectTls({ host: way.mail, port, servername: way.mail }) : connectPlain({ host: way.mail, port })
  try {
    const first = converse(socket)
    await first.expect(220)
    const { say, offers } = await greet(way, socket, first)
    if (way.user) await logIn(way, say, offers)
    await say(`MAIL FROM:<${way.from}>`, 250)
    for (const to of way.to) await say(`RCPT TO:<${to}>`, 250)
    await say('DATA', 354)
    await say(`${letter(way, subject, text)}\r\n.`, 250)
    socket.write('QUIT\r\n')
  } finally {
    socket.destroy()
  }
}

type Say = (line: string, wanted: number) => Promise<string>

async function greet(way: MailWay, socket: Socket, { say }: { say: Say }): Promise<{ say: Say; offers: string }> {
  const hello = `EHLO ${hostname()}`
  const offers = await say(hello, 250)
  if (way.tls || !/STARTTLS/i.test(offers)) return { say, offers }
  await say('STARTTLS', 220)
  const secured = converse(connectTls({ socket, servername: way.mail }))
  return { say: secured.say, offers: await secured.say(hello, 250) }
}

async function logIn(way: MailWay, say: Say, offers: string) {
  if (!/AUTH[ =].*PLAIN/i.test(offers)) throw new Error('the server offers no AUTH PLAIN, and a user is written')
  const password = process.env[way['password-env'] ?? ''] ?? ''
  await say(`AUTH PLAIN ${Buffer.from(`\0${way.user}\0${password}`).toString('base64')}`, 235)
}

/** A line is said and its answer awaited; another answer than the wanted, or silence, ends it. */
function converse(socket: Socket) {
  let heard = ''
  let wake = () => {}
  let broken: Error | null = null
  const end = (error: Error) => {
    broken ??= error
    wake()
  }
  socket.setEncoding('utf8')
  socket.setTimeout(PATIENCE_MS, () => end(new Error('the server went silent')))
  socket.on('error', end)
  socket.on('close', () => end(new Error('the server hung up')))
  socket.on('data', (piece: string) => {
    heard += piece
    wake()
  })
  const expect = async (wanted: number): Promise<string> => {
    let answer: string | undefined
    while ((answer = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(heard)?.[0]) === undefined) {
      if (broken) throw broken
      await new Promise<void>((resolve) => (wake = resolve))
    }
    heard = heard.slice(answer.length)
    if (!answer.trimEnd().split('\n').at(-1)!.startsWith(String(wanted))) throw new Error(`the server said: ${answer.trim()}`)
    return answer
  }
  const say: Say = (line, wanted) => {
    socket.write(`${line}\r\n`)
    return expect(wanted)
  }
  return { say, expect }
}

const letter = ({ from, to }: MailWay, subject: string, text: string) =>
  [
    ...[`From: Allclear watcher <${from}>`, `To: ${to.join(', ')}`, `Subject: ${subject}`, `Date: ${new Date().toUTCString()}`],
    ...[
      `Message-ID: <${crypto.randomUUID()}@${from.split('@')[1]}>`,
      'Auto-Submitted: auto-generated',
      'Content-Type: text/plain; charset=utf-8',
      '',
    ],
    ...text.split('\n').map((line) => (line.startsWith('.') ? `.${line}` : line)),
  ].join('\r\n')
