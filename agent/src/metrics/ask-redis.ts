import type { NetConnectOpts } from 'node:net'
import type { Sample } from '@allclear/wire/agent.ts'
import { converse, isNotForUs } from './converse.ts'

type Service = NonNullable<Sample['services']>[number]

const PLACES: readonly NetConnectOpts[] = [
  { path: '/run/redis/redis-server.sock' },
  { path: '/run/redis/redis.sock' },
  { host: '127.0.0.1', port: 6379 },
]

/** The Redis or Valkey of this host: how much of its memory and of its clients it has in use ("INFO"). Nobody logs in. */
export async function askRedis(places: readonly NetConnectOpts[] = PLACES): Promise<Service[]> {
  for (const place of places) {
    const heard = await converse(place, Buffer.from('INFO\r\nQUIT\r\n'), (all, _, isEnd) => (isEnd && all.length > 0 ? all.toString('utf8') : null)) // prettier-ignore
    const name = 'path' in place ? place.path : `${place.host}:${place.port}`
    const about = { kind: 'redis' as const, name, waiting: null }
    if (heard.ok) return [{ ...about, ...readInfo(heard.seen) }]
    // A port on which nothing listens is no Redis; a socket that stands there is one that has gone.
    if (!isNotForUs(heard.code) && !('port' in place && heard.code === 'ECONNREFUSED'))
      return [{ ...about, reachable: false, says: heard.why, used: null }]
  }
  return []
}

function readInfo(text: string): Pick<Service, 'reachable' | 'says' | 'used'> {
  if (text.startsWith('-')) {
    const says = text.slice(1, 200).split('\r\n')[0]!
    return { reachable: !/^(LOADING|MASTERDOWN|MISCONF)/.test(says), says, used: null }
  }
  const number = (key: string) => Number(new RegExp(`^${key}:(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  const [memory, most, clients, mostClients] = ['used_memory', 'maxmemory', 'connected_clients', 'maxclients'].map(number) as [number, number, number, number] // prettier-ignore
  // A cache that may throw things away fills its memory on purpose.
  const keepsAll = /^maxmemory_policy:noeviction/m.test(text)
  const shares = [...(most > 0 && keepsAll ? [memory / most] : []), ...(mostClients > 0 ? [clients / mostClients] : [])]
  const used = shares.length === 0 ? null : Math.min(1, Math.max(...shares))
  return { reachable: true, says: `${Math.round(memory / 2 ** 20)} MB and ${clients} clients`, used }
}
