import { Problem } from '../problem.ts'

export type Listen = { readonly host: string; readonly port: number }

/** Reads `HOST:PORT`; throws a Problem for anything else. */
export function readListen(text: string): Listen {
  const match = /^(?<host>\[[0-9a-f:]+\]|[^:\s]+):(?<port>\d{1,5})$/i.exec(text)
  const port = Number(match?.groups?.port)
  if (!match || port > 65_535)
    throw new Problem(
      'bad-input',
      'listen_invalid',
      `--listen ${text} is no address to listen on.`,
      'Write HOST:PORT, such as 127.0.0.1:8470.',
    )
  return { host: match.groups!.host!.replace(/^\[|\]$/g, ''), port }
}
