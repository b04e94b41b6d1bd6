import pino from 'pino'
import type { Secrets } from '../domain/plan/plan.ts'

const SHORTEST = 6 // what is shorter would cut words out of the log that are none

/** The hub's log: JSON, a line each, on standard error, with every secret cut out of it, whatever wrote it there. */
export function hubLog(secrets: Secrets, level: string, write = (line: string): unknown => process.stderr.write(line)): pino.Logger {
  const clean = cleaner([...secrets.values(), process.env.ALLCLEAR_KEY, process.env.ALLCLEAR_MASTER_KEY, process.env.DATABASE_URL])
  return pino({ level }, { write: (line: string) => void write(clean(line)) })
}

/** Cuts these secrets out of lines of JSON, and what looks like a token of ours, a Bearer token or the password in an address. */
export function cleaner(secrets: readonly (string | undefined)[]): (line: string) => string {
  const known = secrets
    .flatMap((secret) => (secret === undefined || secret.length < SHORTEST ? [] : [secret]))
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length) // a secret may hold another
  return (line) =>
    known
      .reduce((text, secret) => text.replaceAll(secret, '[secret]'), line)
      .replaceAll(/\bacl_[\w-]{20,100}/g, '[secret]')
      .replaceAll(/\bBearer [\w.~+/=-]{8,}/g, 'Bearer [secret]')
      .replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*:)[^\s@/"]+@/g, '$1[secret]@')
}
