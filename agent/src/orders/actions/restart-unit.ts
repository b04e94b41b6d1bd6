import type { Command, HostHand } from '../host-hand.ts'

const MINUTE = 60_000

/** A command of systemd. */
export const systemctl = (...args: string[]): Command => ({ program: '/usr/bin/systemctl', args, timeoutMs: 2 * MINUTE })

export const restartService: HostHand = {
  losesEvidence: true,
  steps: ({ unit }) => [systemctl('restart', `${unit}.service`), systemctl('is-active', `${unit}.service`)],
}

export const reloadService: HostHand = {
  steps: ({ unit }) => [systemctl('reload', `${unit}.service`), systemctl('is-active', `${unit}.service`)],
}

// A unit of its own, with the memory that signatures take and the lowest priority: the installer writes it, and a timer starts it every day.
export const scanFiles: HostHand = { steps: () => [systemctl('start', '--no-block', 'allclear-scan.service')] }
