import type { HostHand } from '../host-hand.ts'
import { systemctl } from './restart-unit.ts'

export const renewCertificate: HostHand = {
  steps: ({ name }) => [
    {
      program: '/usr/bin/certbot',
      args: ['renew', '--cert-name', name!, '--non-interactive', '--no-random-sleep-on-renew'],
      timeoutMs: 5 * 60_000,
    },
    ...['nginx', 'apache2', 'httpd'].map((unit) => ({ ...systemctl('try-reload-or-restart', `${unit}.service`), mayFail: true })),
  ],
}
