import { serverError } from '../site-answers.ts'
import { pageWithoutPhrase, slowPage } from '../bent-answers.ts'
import type { FaultEntry } from './fault.ts'

/** Servers that cannot be reached, or only now and then, and the plain failures of a site. */
export const TRANSPORT_FAULTS: readonly FaultEntry[] = [
  {
    id: 'server-stopped',
    row: 46,
    description: 'The web server is stopped: connections are refused.',
    transport: 'closed',
    variants: { 'behind-edge': { edge: { brand: 'cloudflare' }, description: 'The server behind the delivery network is stopped.' } },
  },
  {
    id: 'server-silent',
    row: 47,
    description: 'The server accepts connections and never answers.',
    transport: 'silent',
    variants: {
      'behind-edge': { edge: { brand: 'cloudflare' } },
      'behind-fastly': { edge: { brand: 'fastly' } },
    },
  },
  {
    id: 'connection-reset',
    row: 48,
    description: 'The server resets every connection it accepts.',
    transport: 'reset',
    variants: {
      'hang-up': { transport: 'hang-up', description: 'The server hangs up on every connection.' },
      'behind-edge': { edge: { brand: 'cloudflare' } },
    },
  },
  { id: 'blip', row: 82, description: 'One connection of twenty is reset, the first one first.', transport: 'blip' },
  { id: 'far-away', row: 81, description: 'Healthy: the server is 300 ms away.', transport: 'far' },
  { id: 'error-500', row: null, description: 'Every page answers 500 Internal Server Error.', answer: serverError },
  { id: 'slow', row: null, description: 'The first byte of every page takes two seconds.', answer: slowPage },
  { id: 'content-missing', row: null, description: 'The page loads, without the words that belong on it.', answer: pageWithoutPhrase },
]
