import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { cpuBetween, readCpuTimes } from './read-cpu.ts'
import { flowBetween, readFlow } from './read-flow.ts'
import { readLoad, readMemory, readPressure } from './read-load.ts'
import { readProcesses } from './read-processes.ts'
import { readSockets } from './read-sockets.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-proc-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const roots = { proc: join(folder, 'proc'), etc: join(folder, 'etc'), sys: join(folder, 'sys') }

function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const stat = (pid: number, name: string, ticks: number) =>
  `${pid} (${name}) S 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 500 1000000 256 0`

test('load, pressure, memory and CPU are read as the kernel writes them (MON-4)', () => {
  write({
    'proc/loadavg': '0.52 0.41 0.30 1/234 5678\n',
    'proc/pressure/cpu': 'some avg10=1.50 avg60=2.00 avg300=0.10 total=1\n',
    'proc/pressure/memory': 'some avg10=9.00 avg60=9.00 avg300=9.00 total=1\nfull avg10=0.00 avg60=0.20 avg300=0.00 total=1\n',
    'proc/pressure/io': 'some avg10=9.00 avg60=9.00 avg300=9.00 total=1\nfull avg10=0.00 avg60=3.00 avg300=0.00 total=1\n',
    'proc/meminfo': 'MemTotal: 1000 kB\nMemFree: 1 kB\nMemAvailable: 400 kB\nSwapTotal: 200 kB\nSwapFree: 150 kB\n',
    'proc/stat': 'cpu  100 0 50 800 40 0 0 10 0 0\ncpu0 1\ncpu1 1\n',
  })
  assert.deepEqual(readLoad(roots), [0.52, 0.41, 0.3])
  assert.deepEqual(readPressure(roots)?.io, { avg10: 0, avg60: 3, avg300: 0 })
  assert.deepEqual(readMemory(roots), { memory: { total: 1_024_000, available: 409_600 }, swap: { total: 204_800, used: 51_200 } })
  const before = readCpuTimes(roots)
  write({ 'proc/stat': 'cpu  150 0 70 800 60 0 0 20 0 0\ncpu0 1\ncpu1 1\n' })
  assert.deepEqual(cpuBetween(before, readCpuTimes(roots)), { busy: 0.8, user: 0.5, system: 0.2, waiting: 0.2, stolen: 0.1 })
})

test('disks and links are rates between two looks, and ports that only the host reaches are left out (MON-4)', () => {
  write({
    'proc/diskstats': '   8 0 sda 1 0 100 0 1 0 200 0 0 500 0\n   8 1 sda1 1 0 999 0 1 0 999 0 0 999 0\n',
    'proc/net/dev': 'h\nh\n  lo: 9 9 9 9 9 9 9 9 9 9 9\neth0: 1000 1 0 0 0 0 0 0 500 1 0 0 0 0 0 0\n',
    'proc/net/tcp': 'h\n0: 0100007F:0CEA 00000000:0000 0A\n1: 00000000:0050 00000000:0000 0A\n2: 0A00020F:0050 0B00020F:9999 01\n',
  })
  const before = readFlow(roots, 0)
  write({
    'proc/diskstats': '   8 0 sda 1 0 300 0 1 0 200 0 0 1500 0\n',
    'proc/net/dev': 'h\nh\neth0: 3000 1 2 0 0 0 0 0 500 1 0 0 0 0 0 0\n',
  })
  assert.deepEqual(flowBetween(before, readFlow(roots, 2000)), {
    io: { read: 51_200, written: 0, busy: 0.5 },
    network: { received: 1000, sent: 0, errors: 1 },
  })
  assert.deepEqual(readSockets(roots), { sockets: { listen: 2, established: 1 }, listening: [80] })
})

test('the busiest process is named with its user and without its secrets, whatever its name holds (MON-4)', () => {
  write({
    'etc/passwd': 'root:x:0:0::/root:/bin/sh\nwww-data:x:33:33::/:/bin/false\n',
    'proc/uptime': '100.00 1.0\n',
    'proc/7/stat': stat(7, 'a) b (c', 100),
    'proc/7/status': 'Uid:\t33\t33\n',
    'proc/7/cmdline': 'php\0--password=hunter2\0',
    'proc/8/stat': stat(8, 'kworker/0:1', 10),
    'proc/8/status': 'Uid:\t0\t0\n',
    'proc/8/cmdline': '',
  })
  const { times } = readProcesses(roots, 0, null)
  write({ 'proc/7/stat': stat(7, 'a) b (c', 250) })
  const { processes } = readProcesses(roots, 1000, times)
  const [busiest, other] = processes!.top
  assert.deepEqual(
    [busiest!.name, busiest!.user, busiest!.cpu, busiest!.command, busiest!.age],
    ['a) b (c', 'www-data', 1.5, 'php --password=***', 95],
  )
  assert.deepEqual([other!.command, other!.file], ['[kworker/0:1]', null])
})
