import { greetingCheck, judgeLine } from './greeting.ts'

const VERSION = /^SSH-(2\.0|1\.99)-/m

/** Hears an SSH server say its version; other lines may come before it (RFC 4253 section 4.2). No key is exchanged, nobody logs in. */
export const ssh = greetingCheck({
  kind: 'ssh',
  asks: 'Can the server be reached over SSH?',
  port: 22,
  isWhole: (bytes) => /^SSH-.*\r?\n/m.test(bytes.toString('latin1')),
  judge: (bytes) => judgeLine(bytes, { well: VERSION, refuses: /^(Exceeded MaxStartups|Not allowed at this time)/ }),
})
