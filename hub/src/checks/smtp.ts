import { greetingCheck, hasLine, judgeLine } from './greeting.ts'

/** Hears a mail server's greeting (RFC 5321 section 4.2): 220 serves, 421 and 554 do not. Where asked, its certificate is judged over STARTTLS. */
export const smtp = greetingCheck({
  kind: 'smtp',
  asks: 'Does the mail server take mail?',
  port: 25,
  isWhole: (bytes) => /^\d{3}(?: .*)?\r?\n/m.test(bytes.toString('latin1')),
  judge: (bytes) => judgeLine(bytes, { well: /^220[ -]/, refuses: /^[45]\d\d[ -]/ }),
  farewell: 'QUIT\r\n',
  tls: { port: 465, command: 'STARTTLS\r\n', isAgreed: (bytes) => /^220 .*\r?\n$/.test(bytes.toString('latin1')) && hasLine(bytes) },
})
