import { statfsSync } from 'node:fs'
import type { Sample } from '@allclear/wire/agent.ts'
import { readText } from './files.ts'
import type { Roots } from './files.ts'

type Disk = NonNullable<Sample['disks']>[number]

const KEPT = new Set(['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'zfs', 'f2fs', 'jfs', 'reiserfs', 'ufs', 'vfat', 'overlay', 'tmpfs', 'simfs'])
const NOT_THESE = /^\/(proc|sys|dev|run\/(user|credentials|lock)|snap|var\/lib\/(docker|containers))(\/|$)/
const MOST = 40

/** Every file system that keeps something, once, with its bytes and inodes. Those on the network are left out: asking them may hang. */
export function readDisks({ proc }: Roots): Omit<Disk, 'fullIn'>[] | null {
  const text = readText(`${proc}/self/mounts`)
  if (text === null) return null
  const seen = new Set<string>()
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter(
      ([device, mount, type]) =>
        mount &&
        KEPT.has(type!) &&
        !NOT_THESE.test(mount) &&
        !seen.has(`${device} ${type}`) &&
        seen.add(type === 'tmpfs' ? mount : `${device} ${type}`),
    ) // prettier-ignore
    .slice(0, MOST)
    .flatMap(([, mount, type]) => sizeOf(unescape(mount!), type!))
}

function sizeOf(mount: string, type: string): Omit<Disk, 'fullIn'>[] {
  try {
    const { bsize, blocks, bavail, bfree, files, ffree } = statfsSync(mount)
    // What is kept for root counts as used, as df does: for everybody else the disk is full without it.
    const size = (blocks - bfree + bavail) * bsize
    return size > 0 ? [{ mount, type, size, used: (blocks - bfree) * bsize, inodes: files, inodesUsed: Math.max(0, files - ffree) }] : []
  } catch {
    return []
  }
}

// A space in the name of a mount is written \040 (proc_mounts, getmntent(3)).
const unescape = (text: string) => text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
