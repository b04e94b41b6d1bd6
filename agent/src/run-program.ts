import { spawn } from 'node:child_process'

export type Ran = { readonly code: number; readonly output: string }

export type RunOptions = {
  readonly mostKept?: number // characters of its output
  readonly as?: { readonly uid: number; readonly gid: number } // whose rights it has
  readonly from?: number // an open file that it reads
  readonly into?: number // an open file that it writes to, instead of its output
}

/**
 * Runs a program of this host by its absolute path, without a shell, with an environment of its own and within a time. What is an argument stays
 * one, whatever it holds. Of its output the end is kept. Never throws: a program that cannot be started has ended with 127.
 */
export function runProgram(
  path: string,
  args: readonly string[],
  timeoutMs: number,
  { mostKept = 16_000, as, from, into }: RunOptions = {},
): Promise<Ran> {
  const env = { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent' }
  return new Promise((resolve) => {
    const child = spawn(path, [...args], { ...as, env, cwd: '/', detached: true, stdio: [from ?? 'ignore', into ?? 'pipe', 'pipe'] })
    let [said, complained] = ['', '']
    child.stdout?.setEncoding('utf8').on('data', (more: string) => (said = `${said}${more}`.slice(-mostKept)))
    child.stderr!.setEncoding('utf8').on('data', (more: string) => (complained = `${complained}${more}`.slice(-mostKept)))
    const timer = setTimeout(() => endGroup(child.pid), timeoutMs)
    const end = (code: number) => {
      clearTimeout(timer)
      resolve({ code, output: `${said}${complained}`.slice(-mostKept) })
    }
    child.on('error', () => end(127))
    child.on('close', (code) => end(code ?? 137))
  })
}

// With all that it started: what it left running would hold its output open.
function endGroup(pid: number | undefined) {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
