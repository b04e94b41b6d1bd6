// `npm run prove -- WHAT`: what takes too long for `npm test`, each for as long as it is given.
const PROOFS: Readonly<Record<string, { readonly says: string; run(): Promise<unknown> }>> = {
  crash: { says: 'kill -9 at random with hubs and sinks, the tally is kept: --for 20m [--on postgresql]', run: () => import('./crash.ts') },
  syscalls: {
    says: 'kill -9 at every write, fsync and send, the tally is kept with --for: [--for 20m | --every K | --all] [--recovery] [--power] [--error EIO]',
    run: () => import('./syscalls.ts'),
  },
  faults: { says: 'the catalogue of faults: [F7 …] [--list]', run: () => import('./faults.ts') },
  slice: { says: 'a little of it in half a minute, for every change', run: () => import('./slice.ts') },
  blows: {
    says: 'hubs stand still, their database restarts or fails over: stall|database|failover [--trials N]',
    run: () => import('./blows.ts'),
  },
  'disk-full': { says: 'the disk is full for a while: [N]', run: () => import('./disk-full.ts') },
  clock: { says: 'the clock jumps and comes back: [N]', run: () => import('./clock.ts') },
  slew: { says: 'the clock runs slow or fast: [RATE …]', run: () => import('./slew.ts') },
  zones: { says: 'the clocks of every zone are put forward and back, and zone data are swapped: [YEARS]', run: () => import('./zones.ts') },
  ambiguous: { says: 'mails whose connection is cut after the final dot: [N]', run: () => import('./ambiguous.ts') },
  ready: {
    says: 'from kill -9 to ready, and to nothing overdue: [--sites 10000] [--open 500] [--times 5]',
    run: () => import('./ready.ts'),
  },
  timers: {
    says: 'how late the engine acts upon what was due, the tally is kept: --for 10m [--rate 200] [--on postgresql]',
    run: () => import('./timers.ts'),
  },
  blind: { says: 'the connection of the probe itself fails: [--sites 10000]', run: () => import('./blind.ts') },
  'slow-sites': {
    says: 'sites that answer a byte at a time, all at once: [--sites 2000] [--endless 100] [--seconds 25]',
    run: () => import('./slow-sites.ts'),
  },
  rush: {
    says: 'readers, streams and alerts, far too many: [--readers 50000] [--streams 400] [--alerts 6000]',
    run: () => import('./rush.ts'),
  },
  watched: { says: 'the watcher pages: [dead] [stopped] [wedged]', run: () => import('./watched.ts') },
}

const proof = PROOFS[process.argv[2] ?? '']
if (proof) await proof.run()
else {
  process.stderr.write('Use: npm run prove -- WHAT\n')
  for (const [what, { says }] of Object.entries(PROOFS)) process.stderr.write(`  ${what.padEnd(10)} ${says}\n`)
  process.exitCode = 2
}
