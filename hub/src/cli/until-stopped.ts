const LOOK_MS = 500

/** Resolves with `reload` at SIGHUP: the configuration is to be read again. Else with `stop`, as `untilStopped`. */
export const untilTold = (): Promise<'stop' | 'reload'> =>
  Promise.race([
    untilStopped().then(() => 'stop' as const),
    new Promise<'reload'>((resolve) => process.once('SIGHUP', () => resolve('reload'))),
  ])

/** Resolves at Ctrl-C, at SIGTERM, or when whoever started us is gone: at the other end of an IPC channel, or the shell of an npm script. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    process.once('disconnect', () => resolve())
    if (process.env.npm_lifecycle_event) whenOrphaned(resolve)
  })

// npm hands a SIGTERM to the shell of the script, and the shell dies of it without a word to us: all we see is another parent.
function whenOrphaned(tell: () => void) {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    tell()
  }, LOOK_MS)
  timer.unref()
}
