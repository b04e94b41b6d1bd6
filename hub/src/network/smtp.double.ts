import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

/** What the double does when a moment of the conversation comes: the words it answers, or one of the ways a mail server goes wrong. */
export type Deed = string | 'hang' | 'drop' | 'reset'
export type Moment = 'connect' | 'EHLO' | 'HELO' | 'STARTTLS' | 'AUTH' | 'word' | 'MAIL' | 'RCPT' | 'DATA' | 'dot' | 'RSET' | 'QUIT'
export type Script = Partial<Record<Moment, (line: string) => Deed>> & {
  readonly cert?: string
  readonly key?: string
  readonly secure?: boolean
}

const PLAIN: Record<Moment, (line: string) => Deed> = {
  connect: () => '220 mail.example ESMTP',
  EHLO: () => '250-mail.example\r\n250 8BITMIME',
  HELO: () => '250 mail.example',
  STARTTLS: () => '220 go ahead',
  AUTH: () => '235 welcome',
  word: () => '235 welcome',
  MAIL: () => '250 ok',
  RCPT: () => '250 ok',
  DATA: () => '354 go on',
  dot: () => '250 2.0.0 queued as A1',
  RSET: () => '250 ok',
  QUIT: () => '221 bye',
}

/** A mail server for tests, on a port of the system, that keeps what it heard and the letters it took. */
export async function startMailDouble(script: Script = {}) {
  const heard: string[] = []
  const letters: { readonly to: string[]; readonly raw: string }[] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    const plain = { ...PLAIN, ...script }
    if (script.secure) converse(encrypted(socket, script), plain, heard, letters)
    else converse(socket, plain, heard, letters)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    letters,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function encrypted(socket: Socket, { cert, key }: Script): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ cert, key }) })
  secure.on('error', () => {})
  return secure
}

function converse(
  socket: Socket,
  script: Script & Record<Moment, (line: string) => Deed>,
  heard: string[],
  letters: { to: string[]; raw: string }[],
) {
  let unread = ''
  let to: string[] = []
  let asking = false
  const say = (deed: Deed) => {
    if (deed === 'drop') socket.end()
    else if (deed === 'reset') socket.resetAndDestroy()
    else if (deed !== 'hang') socket.write(deed.endsWith('\n') ? deed : `${deed}\r\n`)
    return deed
  }
  const hearLetter = (raw: string) => {
    const answer = script.dot(raw)
    if (answer.startsWith('2') || answer === 'drop' || answer === 'reset' || answer === 'hang') letters.push({ to, raw })
    say(answer)
    to = []
  }
  const hearLine = (line: string) => {
    heard.push(line)
    const verb = line.split(' ')[0]!.toUpperCase()
    const moment = asking ? 'word' : (Object.keys(PLAIN).find((known) => known === verb) as Moment | undefined)
    if (moment === undefined) return say('500 what?')
    const answer = say(script[moment](line))
    asking = answer.startsWith('334')
    if (moment === 'RCPT' && answer.startsWith('2')) to.push(/<(.*)>/.exec(line)![1]!)
    if (moment === 'STARTTLS' && answer.startsWith('220')) {
      socket.removeAllListeners('data')
      converse(encrypted(socket, script), { ...script, connect: () => 'hang' }, heard, letters)
    }
    if (moment === 'QUIT') socket.end()
    return answer
  }
  let receiving = false
  socket.on('data', (chunk: Buffer) => {
    unread += chunk.toString('latin1')
    for (;;) {
      const end = unread.indexOf(receiving ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const text = unread.slice(0, end)
      unread = unread.slice(end + (receiving ? 5 : 2))
      if (receiving) {
        receiving = false
        hearLetter(`${text}\r\n`)
      } else receiving = hearLine(text).startsWith('354')
    }
  })
  say(script.connect(''))
}
