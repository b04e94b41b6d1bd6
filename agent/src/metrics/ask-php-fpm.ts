import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NetConnectOpts } from 'node:net'
import type { Sample } from '@allclear/wire/agent.ts'
import { converse, isNotForUs } from './converse.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

type Service = NonNullable<Sample['services']>[number]
type Pool = { readonly name: string; readonly listen: NetConnectOpts; readonly status: string; readonly most: number }

const MOST = 10
const [BEGIN, END, PARAMS, STDIN, STDOUT] = [1, 3, 4, 5, 6]

/** The pools of PHP-FPM that have a `pm.status_path`, by their own sockets: how many of their workers are busy, and who waits for one. */
export async function askPhpFpm(roots: Pick<Roots, 'etc'>): Promise<Service[]> {
  return (await Promise.all(poolsIn(roots).slice(0, MOST).map(askPool))).flat() // prettier-ignore
}

async function askPool({ name, listen, status, most }: Pool): Promise<Service[]> {
  const about = { kind: 'php-fpm' as const, name }
  const heard = await converse(listen, requestOf(status), answerIn)
  if (!heard.ok) return isNotForUs(heard.code) ? [] : [{ ...about, reachable: false, says: heard.why, used: null, waiting: null }]
  const said = readStatus(heard.seen)
  if (!said) return [{ ...about, reachable: true, says: 'it gives no status', used: null, waiting: null }]
  const used = most > 0 ? Math.min(1, said.active / most) : null
  return [{ ...about, reachable: true, says: `${said.active} of ${most} workers`, used, waiting: said.waiting }]
}

function readStatus(text: string): { active: number; waiting: number } | null {
  try {
    const said = JSON.parse(text.slice(text.indexOf('{'))) as Record<string, unknown>
    const [active, waiting] = [said['active processes'], said['listen queue']]
    return typeof active === 'number' && typeof waiting === 'number' ? { active, waiting } : null
  } catch {
    return null
  }
}

/** The pools by the files of Debian, its relatives and RHEL. */
export function poolsIn({ etc }: Pick<Roots, 'etc'>): Pool[] {
  const folders = [`${etc}/php-fpm.d`, ...namesIn(`${etc}/php`).map((version) => `${etc}/php/${version}/fpm/pool.d`)]
  const files = folders.flatMap((folder) => namesIn(folder).filter((name) => name.endsWith('.conf')).map((name) => join(folder, name))) // prettier-ignore
  return files.flatMap((file) => (readText(file) ?? '').split(/^(?=\[[^\]]+\])/m).flatMap(readPool))
}

function readPool(text: string): Pool[] {
  const name = /^\[([^\]]+)\]/.exec(text)?.[1] ?? ''
  const value = (key: string) => new RegExp(`^\\s*${key.replaceAll('.', String.raw`\.`)}\\s*=\\s*(\\S+)`, 'm').exec(text)?.[1]?.replaceAll('$pool', name) // prettier-ignore
  const [listen, status] = [value('listen'), value('pm.status_path')]
  const place = listen === undefined ? null : placeOf(listen)
  return place && status ? [{ name, listen: place, status, most: Number(value('pm.max_children') ?? 0) || 0 }] : []
}

// Nothing but this host is asked, whatever stands there.
function placeOf(listen: string): NetConnectOpts | null {
  if (listen.startsWith('/')) return { path: listen }
  const [, port] = /^(?:127\.0\.0\.1:|\[::1\]:|localhost:)?(\d+)$/.exec(listen) ?? []
  return port === undefined ? null : { host: '127.0.0.1', port: Number(port) }
}

// FastCGI 1.0: one request, to the status page, whose answer is JSON.
function requestOf(path: string): Buffer {
  const params = { SCRIPT_NAME: path, SCRIPT_FILENAME: path, REQUEST_METHOD: 'GET', QUERY_STRING: 'json' }
  const pairs = Object.entries(params).map(([name, value]) => Buffer.from([name.length, value.length, ...Buffer.from(name + value)]))
  return Buffer.concat([record(BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])), record(PARAMS, Buffer.concat(pairs)), record(PARAMS), record(STDIN)]) // prettier-ignore
}

function record(type: number, content: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 0xff, 0, 0]), content])
}

function answerIn(all: Buffer): string | null {
  const out: Buffer[] = []
  for (let at = 0; at + 8 <= all.length;) {
    const [type, length, padding] = [all[at + 1]!, all.readUInt16BE(at + 4), all[at + 6]!]
    if (type === END) return Buffer.concat(out).toString('utf8')
    if (at + 8 + length > all.length) return null
    if (type === STDOUT) out.push(all.subarray(at + 8, at + 8 + length))
    at += 8 + length + padding
  }
  return null
}

const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])
