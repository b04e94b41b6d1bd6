import { parseArgs } from 'node:util'
import { ROOTS } from './metrics/files.ts'
import type { Roots } from './metrics/files.ts'

/** Where things are on this host, and what stands in another place in tests. */
export type Settings = {
  readonly verb: string
  readonly words: readonly string[]
  readonly state: string // the agent's own folder
  readonly hand: string // the root helper's folder: orders in, results out
  readonly allow: string // what this host accepts, written by its owner alone
  readonly hub: string // whom the root helper trusts
  readonly stop: string // while this is there, nothing is done
  readonly own: string // what the owner of this host tells its agent
  readonly roots: Roots
  readonly web: readonly string[] // where websites lie
  readonly everyMs: number // between two looks
}

/** Reads the command line. `ALLCLEAR_TOKEN` and such do not exist: a token comes by standard input. */
export function readSettings(argv: readonly string[]): Settings {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      state: { type: 'string', default: '/var/lib/allclear' },
      hand: { type: 'string', default: '/var/lib/allclear-hand' },
      allow: { type: 'string', default: '/etc/allclear/allow.d' },
      hub: { type: 'string', default: '/etc/allclear/hub.json' },
      stop: { type: 'string', default: '/etc/allclear/stop' },
      own: { type: 'string', default: '/etc/allclear/agent.json' },
      proc: { type: 'string', default: ROOTS.proc },
      etc: { type: 'string', default: ROOTS.etc },
      sys: { type: 'string', default: ROOTS.sys },
      web: { type: 'string', default: '/var/www,/srv,/home,/usr/share/nginx/html' },
      every: { type: 'string', default: '10' },
    },
  })
  const [verb = 'help', ...words] = positionals
  const { state, hand, allow, hub, stop, own, proc, etc, sys, web, every } = values
  const places = { state, hand, allow, hub, stop, own, roots: { proc, etc, sys }, web: web.split(',').filter((one) => one !== '') }
  return { verb, words, ...places, everyMs: Math.max(0.1, Number(every) || 10) * 1000 }
}
