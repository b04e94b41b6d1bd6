import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What a log of `strace -y` says of power that fails (F6): each moment at which something was said to the outside while a write was not on the disk. */
export function saidBeforeSynced(log: string): string[] {
  const unsynced = new Set<string>()
  const early: string[] = []
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [, call, file] = /^(\w+)\(\d+<([^>]*)>/.exec(line) ?? []
    if (!call || !file) continue
    if (call === 'pwrite64' && /sqlite-wal$/.test(file)) unsynced.add(file)
    else if (call === 'fsync' || call === 'fdatasync') unsynced.delete(file)
    else if (/^(write|writev|sendto|sendmsg)$/.test(call) && /^(TCP|socket|pipe)/.test(file) && unsynced.size > 0)
      early.push(line.slice(0, 200))
  }
  return early
}

export const hasStrace = (): boolean => process.platform === 'linux' && !spawnSync('strace', ['-V']).error
