const LOOK_MS = 500

export type Order = 'stop' | 'reload'

/** Hears what a running hub is told, from now on: SIGHUP is `reload`, all else as `untilStopped`. None is lost between two questions. */
export function hearOrders(): { next(): Promise<Order>; reload(): void } {
  const heard: Order[] = []
  let wake = () => {}
  const put = (order: Order) => {
    heard.push(order)
    wake()
  }
  process.on('SIGHUP', () => put('reload'))
  void untilStopped().then(() => put('stop'))
  return {
    reload: () => put('reload'),
    async next() {
      while (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return heard.shift()!
    },
  }
}

/** Resolves at Ctrl-C, at SIGTERM, or when whoever started us is gone: at the other end of an IPC channel, or the shell of an npm script. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve()) // a second Ctrl-C ends it at once
    process.on('SIGTERM', () => resolve()) // whoever hands on what the whole group was told says it twice
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
