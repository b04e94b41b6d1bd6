import { well } from './doctor-line.ts'
import type { DoctorLine } from './doctor-line.ts'

/** A port that the hub listens on: what for, and how it came out when it was tried. `hub`: one of ours listens there already. */
export type PortTried = { readonly host: string; readonly port: number; readonly key: string; readonly found: 'free' | 'hub' | string }

/** Whether the hub can listen where it is told to. */
export function judgePort({ host, port, key, found }: PortTried): DoctorLine {
  const [about, place] = [`port ${port}`, `${host.includes(':') ? `[${host}]` : host}:${port} (${key})`]
  if (found === 'free') return well(about, `${place} is free.`)
  if (found === 'hub') return well(about, `The hub that runs here listens on ${place}.`)
  return { about, state: 'wrong', says: `${place} cannot be listened on: ${SAYS[found] ?? found}.`, mend: mendOf(found, port, key) }
}

const SAYS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it',
  EACCES: 'this user may not',
  EADDRNOTAVAIL: 'this machine has no such address',
}

function mendOf(found: string, port: number, key: string): string {
  if (found === 'EADDRINUSE') return `ss -ltnp 'sport = :${port}' says who has it; end that, or write another in ${key}.`
  if (found === 'EACCES') return `Write a port above 1023 in ${key}, or give the service CAP_NET_BIND_SERVICE.`
  return `Write an address of this machine in ${key}; "ip address" lists them.`
}
