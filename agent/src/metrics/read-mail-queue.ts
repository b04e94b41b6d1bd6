import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Sample } from '@allclear/wire/agent.ts'

type Mail = NonNullable<Sample['mail']>

/** What lists the queue of Postfix as lines of JSON (postqueue(1)). */
export type Lister = { readonly program: string; readonly args: readonly string[] }

const POSTFIX: Lister = { program: '/usr/sbin/postqueue', args: ['-j'] }
const EXIM = ['/usr/sbin/exim4', '/usr/sbin/exim']
const WAIT_MS = 10_000
const MOST_COUNTED = 100_000
const MOST_READ = 500 // of which it is asked who sends them and why they wait
const PROVIDERS: readonly (readonly [string, RegExp])[] = [
  ['Google', /@(gmail|googlemail)\.com$|google\.com/i],
  ['Microsoft', /@(outlook|hotmail|live|msn)\.|outlook\.com/i],
  ['Yahoo', /@(yahoo|ymail|aol)\.|yahoodns/i],
  ['Apple', /@(icloud|me|mac)\.com$|icloud\.com/i],
]

/** The mails that wait to leave (Postfix; of Exim their number alone), who sent most of the first 500, and which large providers put them off. */
export async function readMailQueue(postfix: Lister = POSTFIX, exims: readonly string[] = EXIM): Promise<Mail | null> {
  if (existsSync(postfix.program)) return queueOf(await linesOf(postfix))
  const exim = exims.find((path) => existsSync(path))
  const said = exim === undefined ? null : await linesOf({ program: exim, args: ['-bpc'] })
  const waiting = Number(said?.lines[0] ?? NaN)
  return Number.isFinite(waiting) ? { waiting, turnedAway: [], senders: [] } : null
}

type Listed = { readonly count: number; readonly lines: readonly string[] }

// Counted as it comes: a queue of spam is too long to be held.
function linesOf({ program, args }: Lister): Promise<Listed | null> {
  return new Promise((resolve) => {
    const listing = spawn(program, args, { env: { PATH: '/usr/sbin:/usr/bin' }, stdio: ['ignore', 'pipe', 'ignore'], timeout: WAIT_MS, killSignal: 'SIGKILL' }) // prettier-ignore
    const lines: string[] = []
    let count = 0
    let rest = ''
    listing.stdout.setEncoding('utf8').on('data', (more: string) => {
      const parts = (rest + more).split('\n')
      rest = parts.pop()!.slice(0, 100_000)
      count += parts.length
      for (const line of parts) if (lines.length < MOST_READ) lines.push(line)
      if (count >= MOST_COUNTED) listing.kill('SIGKILL')
    })
    listing.on('error', () => resolve(null))
    listing.on('close', (code) => resolve(code === 0 || count >= MOST_COUNTED ? { count, lines } : null))
  })
}

function queueOf(listed: Listed | null): Mail | null {
  if (!listed) return null
  const senders = new Map<string, number>()
  const turnedAway = new Map<string, number>()
  for (const mail of listed.lines.flatMap(readLine)) {
    add(senders, mail.sender.slice(0, 200))
    for (const { address, delay_reason: why = '' } of mail.recipients) {
      const provider = why === '' ? undefined : PROVIDERS.find(([, signs]) => signs.test(address) || signs.test(why))
      if (provider) add(turnedAway, provider[0])
    }
  }
  return { waiting: listed.count, turnedAway: ranked(turnedAway, 10), senders: ranked(senders, 3) }
}

type Waiting = { readonly sender: string; readonly recipients: readonly { readonly address: string; readonly delay_reason?: string }[] }

function readLine(line: string): Waiting[] {
  try {
    const { sender, recipients } = JSON.parse(line) as Waiting
    return typeof sender === 'string' && Array.isArray(recipients) ? [{ sender, recipients }] : []
  } catch {
    return []
  }
}

const add = (counts: Map<string, number>, key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
const ranked = (counts: ReadonlyMap<string, number>, most: number) => [...counts].sort((a, b) => b[1] - a[1]).slice(0, most)
