import { greetingCheck, hasLine, judgeLine } from './greeting.ts'

/** Says `PING` to Redis. One that asks for a password, or speaks to its own machine only, is there; one that loads its data is not yet. */
export const redis = greetingCheck({
  kind: 'redis',
  asks: 'Does the Redis server answer?',
  port: 6379,
  opening: 'PING\r\n',
  isWhole: hasLine,
  judge: (bytes) => judgeLine(bytes, { well: /^(\+PONG|-NOAUTH|-DENIED|-NOPERM)\b/, refuses: /^-[A-Z]+\b/ }),
})
