import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { openCrashWorld } from './crash-world.ts'

// `npm run prove -- disk-full [--trials N]`: the data of a hub lie on a small disk of their own, which is full in the middle of a story and then has room
// again (F5). The hub must go on without a restart, and nothing be lost or doubled.

const MEBIBYTES = 48
const FULL_MS = 8000
const say = (line: string) => void process.stdout.write(`${line}\n`)
const trials = Number(process.argv[3] ?? 1)

const reason = whyNot()
if (reason !== null) say(`Skipped: ${reason}.`)
else {
  const disk = await mkdtemp(join(tmpdir(), 'allclear-disk-'))
  mount(disk)
  try {
    process.exitCode = (await tryOn(disk)) ? 0 : 1
  } finally {
    spawnSync('umount', ['-l', disk])
    await rm(disk, { recursive: true, force: true })
  }
}

function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a disk of its own needs root on Linux'
  const trial = join(tmpdir(), `allclear-mount-${process.pid}`)
  mkdirSync(trial)
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', trial]).status === 0
  if (isMounted) spawnSync('umount', [trial])
  rmSync(trial, { recursive: true })
  return isMounted ? null : 'this machine mounts no tmpfs'
}

function mount(disk: string) {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${MEBIBYTES}m`, 'tmpfs', disk], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

/** Fills what is left, to the last byte; gives how to make room again. */
function fill(disk: string): () => void {
  const file = join(disk, 'filler')
  const filler = openSync(file, 'w')
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (;;) writeSync(filler, Buffer.alloc(size))
    } catch {
      // full for this size
    }
  }
  closeSync(filler)
  return () => rmSync(file)
}

async function tryOn(disk: string): Promise<boolean> {
  const world = await openCrashWorld({ data: disk })
  let isWell = true
  for (let seed = 1; seed <= trials && isWell; seed++) {
    let left = 0
    const { broken, incidents, mails, posts, pages, uncertain } = await world.trial(seed, {
      slackMs: FULL_MS + 15_000,
      async strike() {
        const makeRoom = fill(disk)
        await rest(FULL_MS)
        left = statfsSync(disk).bavail
        makeRoom()
      },
    })
    isWell = broken.length === 0
    say(
      `${isWell ? 'ok    ' : 'not ok'} full for ${FULL_MS / 1000} s (${left} blocks left): ${incidents} incidents, ${mails} mails, ${posts} posts, ${pages} pages, ${uncertain} uncertain`,
    )
    for (const one of broken) say(`       ${one}`)
  }
  await world.abandon()
  return isWell
}
