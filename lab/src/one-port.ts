/** Something that listens and can be closed. */
export type Listening = { readonly port: number; close(): Promise<void> }

const TRIES = 40

/**
 * Opens all on one port number that the system chooses: the first takes any free port, the others follow on their own addresses.
 * Where one of them finds it taken, all begin again with another number.
 */
export async function openOnOnePort<T extends Listening>(openers: readonly ((port: number) => Promise<T>)[]): Promise<T[]> {
  for (let attempt = 1; ; attempt++) {
    const opened: T[] = []
    try {
      for (const open of openers) opened.push(await open(opened[0]?.port ?? 0))
      return opened
    } catch (error) {
      await Promise.all(opened.map((one) => one.close()))
      if (!isTaken(error) || attempt === TRIES) throw error
    }
  }
}

/** Whether an error says that somebody else listens there. */
export const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
