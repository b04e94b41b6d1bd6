// `npm run prove -- WHAT`: what takes too long for `npm test`, each for as long as it is given.
const PROOFS: Readonly<Record<string, { readonly says: string; run(): Promise<unknown> }>> = {
  crash: { says: 'kill -9 at random with hubs, probes and sinks: --for 20m [--on postgresql]', run: () => import('./crash.ts') },
  syscalls: {
    says: 'kill -9 at every write, fsync and send of twelve scenes: [--every K | --all] [--recovery]',
    run: () => import('./syscalls.ts'),
  },
}

const proof = PROOFS[process.argv[2] ?? '']
if (proof) await proof.run()
else {
  process.stderr.write('Use: npm run prove -- WHAT\n')
  for (const [what, { says }] of Object.entries(PROOFS)) process.stderr.write(`  ${what.padEnd(10)} ${says}\n`)
  process.exitCode = 2
}
