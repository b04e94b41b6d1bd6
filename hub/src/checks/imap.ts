import { greetingCheck, hasLine, judgeLine } from './greeting.ts'

/** Hears the greeting of a mailbox server (RFC 9051 section 7.1): `OK` and `PREAUTH` serve, `BYE` does not. */
export const imap = greetingCheck({
  kind: 'imap',
  asks: 'Can mailboxes be opened over IMAP?',
  port: 143,
  isWhole: hasLine,
  judge: (bytes) => judgeLine(bytes, { well: /^\* (OK|PREAUTH)\b/i, refuses: /^\* BYE\b/i }),
  farewell: 'z LOGOUT\r\n',
  tls: { port: 993, command: 'a STARTTLS\r\n', isAgreed: (bytes) => /^a OK\b.*\r?\n$/i.test(bytes.toString('latin1')) },
})
