import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** Where the kernel tells about itself. Tests give a folder of their own. */
export type Roots = { readonly proc: string; readonly etc: string; readonly sys: string }

export const ROOTS: Roots = { proc: '/proc', etc: '/etc', sys: '/sys' }

/** The text of a small file; null when it is not there or not ours to read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const block = Buffer.alloc(4096)

/** The first 4 kB of a file of the kernel, read into one buffer again and again: thousands of these are read in a second. */
export function readStart(path: string): string | null {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    return block.toString('latin1', 0, readSync(file, block, 0, block.length, 0))
  } catch {
    return null
  } finally {
    if (file !== null) closeSync(file)
  }
}
