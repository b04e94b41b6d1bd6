import { execFile } from 'node:child_process'

export type Ran = { readonly code: number; readonly output: string }

/**
 * Runs a program of this host by its absolute path, without a shell, with an environment of its own and within a time. What is an argument stays
 * one, whatever it holds. Of its output the end is kept. Never throws: a program that cannot be started has ended with 127.
 */
export function runProgram(path: string, args: readonly string[], timeoutMs: number, mostKept = 16_000): Promise<Ran> {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent' }
  return new Promise((resolve) => {
    execFile(
      path,
      [...args],
      { env, cwd: '/', timeout: timeoutMs, maxBuffer: 1_000_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
        resolve({ code, output: `${stdout}${stderr}`.slice(-mostKept) })
      },
    ).stdin?.end()
  })
}
