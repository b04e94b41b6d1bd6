import { greetingCheck, hasLine, judgeLine } from './greeting.ts'

/** Hears the greeting of a mailbox server (RFC 1939 section 4): `+OK` serves, `-ERR` does not. */
export const pop3 = greetingCheck({
  kind: 'pop3',
  asks: 'Can mailboxes be opened over POP3?',
  port: 110,
  isWhole: hasLine,
  judge: (bytes) => judgeLine(bytes, { well: /^\+OK\b/, refuses: /^-ERR\b/ }),
  farewell: 'QUIT\r\n',
  tls: { port: 995, command: 'STLS\r\n', isAgreed: (bytes) => /^\+OK\b.*\r?\n$/.test(bytes.toString('latin1')) },
})
