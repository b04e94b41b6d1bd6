import { greetingCheck, judgeLine } from './greeting.ts'

/** Hears an FTP server's greeting (RFC 959 section 5.4): 220 serves, 421 does not. */
export const ftp = greetingCheck({
  kind: 'ftp',
  asks: 'Can files be reached over FTP?',
  port: 21,
  isWhole: (bytes) => /^\d{3} .*\r?\n/m.test(bytes.toString('latin1')),
  judge: (bytes) => judgeLine(bytes, { well: /^220[ -]/, refuses: /^(120|[45]\d\d)[ -]/ }),
  farewell: 'QUIT\r\n',
})
