import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Puts a file in place whole: whoever reads it sees the old one or the new one, also after the power was cut. */
export function writeWhole(path: string, text: string, mode = 0o600): void {
  const file = openSync(`${path}.new`, 'w', mode)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
}
