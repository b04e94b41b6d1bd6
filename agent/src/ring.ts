import { createHash } from 'node:crypto'
import { closeSync, fdatasyncSync, fstatSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export type RingLimits = { readonly segmentBytes: number; readonly segments: number }

const LIMITS: RingLimits = { segmentBytes: 1_000_000, segments: 16 } // 16 MB: some days of moments every ten seconds

const checksum = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/**
 * A bounded ring of records on disk. Each is a line with its own checksum, on the disk before `append` returns: whatever ends the program or
 * the machine, only the line under way is lost, and it is recognised. The oldest segment goes when there are too many.
 */
export function openRing(folder: string, { segmentBytes, segments }: RingLimits = LIMITS) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const numbers = () =>
    readdirSync(folder)
      .flatMap((name) => (/^\d+\.ring$/.test(name) ? [Number(name.slice(0, -5))] : []))
      .sort((a, b) => a - b)
  const pathOf = (number: number) => join(folder, `${number}.ring`)
  // It goes on where it ended, so that a program that starts again and again does not push out what is remembered.
  let current = numbers().at(-1) ?? 1
  let file = openSync(pathOf(current), 'a', 0o600)
  if (fstatSync(file).size > 0) writeSync(file, '\n') // what may be torn stays a line of its own

  const turn = () => {
    closeSync(file)
    current += 1
    file = openSync(pathOf(current), 'a', 0o600)
    for (const old of numbers().slice(0, -segments)) rmSync(pathOf(old), { force: true })
  }
  for (const old of numbers().slice(0, -segments)) rmSync(pathOf(old), { force: true })

  return {
    append(record: unknown): void {
      const text = JSON.stringify(record)
      writeSync(file, `${checksum(text)} ${text}\n`)
      fdatasyncSync(file)
      if (fstatSync(file).size >= segmentBytes) turn()
    },
    /** Every record that is whole, the oldest first, of the newest `most` segments; a torn one is passed over. */
    read(most = segments): unknown[] {
      return numbers()
        .slice(-most)
        .flatMap((number) => readFileSync(pathOf(number), 'utf8').split('\n'))
        .flatMap((line) => wholeOf(line))
    },
    close: () => closeSync(file),
  }
}

function wholeOf(line: string): unknown[] {
  const text = line.slice(17)
  if (text === '' || line.slice(0, 16) !== checksum(text)) return []
  return [JSON.parse(text)]
}
