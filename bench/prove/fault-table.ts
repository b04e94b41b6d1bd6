/** A fault of the catalogue (F1 to F34), and the programs that bring it about: each a command line of Node, small here, as long as wanted by itself. */
export type Fault = { readonly says: string; readonly runs: readonly string[]; readonly open?: string }

const prove = (words: string) => `bench/prove/prove.ts ${words}`
const tests = (...files: string[]) => `--test ${files.join(' ')}`
const simulated = (seed: number) => `hub/test/simulator/simulate.ts --hours 300 --seed ${seed}`

export const FAULTS: Readonly<Record<string, Fault>> = {
  F1: { says: 'kill -9 at random', runs: [prove('crash --for 30s --tally TEMPORARY')] },
  F2: { says: 'kill -9 at every write, fsync and send', runs: [prove('syscalls --every 150')] },
  F3: { says: 'kill -9 while what a crash left is taken up', runs: [prove('syscalls --every 150 --seed 75 --recovery --scene all-clear')] },
  F4: { says: 'a write or an fsync fails', runs: [prove('syscalls --every 40 --error EIO --scene client-told')] },
  F5: { says: 'the disk is full', runs: [prove('disk-full'), prove('syscalls --every 40 --error ENOSPC --scene client-told')] },
  F6: { says: 'power fails: what was not synced is gone', runs: [prove('syscalls --power --every 150')] },
  F7: { says: 'the clock jumps', runs: [prove('clock'), simulated(7)] },
  F8: {
    says: 'summer time begins and ends, zone data change',
    runs: [
      prove('zones'),
      tests('hub/src/domain/calendar/*.test.ts', 'hub/src/domain/oncall/*.test.ts', 'hub/src/domain/maintenance/repeats.test.ts'),
    ],
  },
  F9: {
    says: 'a leap second, a clock that runs slow or fast',
    runs: [prove('slew'), tests('hub/src/evidence/read-rdap.test.ts', 'hub/test/leap-second.test.ts')],
  },
  F10: { says: 'the process stands still', runs: [prove('blows stall --trials 1'), 'bench/two-hubs.ts 1 4'] },
  F11: {
    says: 'a mail server hangs at each step',
    runs: [tests('hub/src/network/smtp.test.ts', 'hub/src/engine/deliver/deliver.test.ts')],
  },
  F12: {
    says: 'a mail server refuses for now, for good, or the copy alone',
    runs: [tests('hub/src/channels/mail.test.ts', 'hub/src/network/smtp-odd.test.ts')],
  },
  F13: { says: 'a mail server takes it and cuts the connection', runs: [prove('ambiguous 200'), 'bench/crash-sending.ts 1'] },
  F14: {
    says: 'Slack, text messages and networks say 429, 5xx or nothing',
    runs: [tests('hub/src/channels/slack.test.ts', 'hub/src/channels/phone.test.ts', 'hub/src/channels/networks.test.ts')],
  },
  F15: {
    says: 'a resolver fails or lies',
    runs: [tests('hub/src/network/resolver.test.ts', 'hub/src/network/host.test.ts'), simulated(15)],
  },
  F16: { says: 'the connection of the probe itself fails', runs: [prove('blind --sites 300'), 'bench/locations.ts'] },
  F17: {
    says: 'one of three locations is wrong',
    runs: [tests('hub/src/domain/triage/quorum.test.ts', 'hub/src/store/votes.test.ts'), 'bench/locations.ts'],
  },
  F18: { says: 'PostgreSQL is restarted every 5 to 20 s', runs: [prove('blows database --trials 1')] },
  F19: { says: 'PostgreSQL fails over in the middle of a commit', runs: [prove('blows failover --trials 1')] },
  F20: {
    says: 'two hubs on one database',
    runs: [tests('hub/src/store/store.test.ts', 'hub/src/store/leases.test.ts'), 'bench/two-hubs.ts 1 4'],
  },
  F21: {
    says: 'a site answers a byte at a time, and 2,000 of them at once',
    runs: [prove('slow-sites'), tests('hub/src/network/http.test.ts', 'hub/src/checks/http.test.ts')],
  },
  F22: {
    says: 'huge bodies, gzip bombs, encodings of encodings',
    runs: [tests('hub/src/network/http.test.ts', 'hub/src/network/memory.test.ts')],
  },
  F23: { says: 'redirects without end, or inwards', runs: [tests('hub/src/checks/http.test.ts', 'hub/src/network/policy.test.ts')] },
  F24: {
    says: 'IPv6 is broken',
    runs: [tests('lab/src/name-faults.test.ts', 'hub/src/checks/http.test.ts', 'hub/src/evidence/dns.test.ts')],
  },
  F25: { says: 'a site comes and goes', runs: [tests('hub/src/domain/incident/stability.test.ts'), simulated(25)] },
  F26: {
    says: 'what 10,000 sites share fails',
    runs: [
      tests('hub/test/parent.test.ts', 'hub/src/store/parents.test.ts'),
      'bench/storm.ts --sites 500 --interval 20 --unrelated 3',
      simulated(26),
    ],
  },
  F27: {
    says: 'news of others comes twice, late, or out of order',
    runs: [tests('hub/src/http/hooks/*.test.ts', 'hub/src/engine/inbox/receive.test.ts'), simulated(27)],
  },
  F28: {
    says: 'an agent is silent, or its host is',
    runs: [tests('hub/src/engine/agents/watch-agents.test.ts', 'hub/src/domain/diagnosis/inside.test.ts')],
  },
  F29: {
    says: 'a hub or an agent dies between order and report',
    runs: [tests('hub/src/store/agent-orders.test.ts', 'hub/src/engine/agents/place-order.test.ts'), 'bench/agent-crash.ts'],
  },
  F30: {
    says: 'a restore from a backup',
    runs: [tests('hub/src/store/backup.test.ts', 'hub/src/cli/backup.test.ts'), prove('syscalls --every 300 --scene backed-up')],
  },
  F31: {
    says: 'an upgrade that is killed, with incidents that live',
    runs: [
      prove('syscalls --every 150 --scene first-start'),
      tests('hub/test/releases.test.ts', 'hub/src/store/keep-before-upgrade.test.ts', 'hub/src/store/store.test.ts'),
    ],
  },
  F32: {
    says: 'ten times the events that are allowed, and 50,000 readers',
    runs: [prove('rush'), tests('hub/src/engine/deliver/deliver.test.ts', 'hub/src/http/server.test.ts')],
  },
  F33: { says: 'the hub is dead or wedged', runs: [prove('watched'), tests('watcher/*.test.ts')] },
  F34: {
    says: 'passwords, certificates and keys that no longer hold',
    runs: [tests('hub/src/engine/health/prove-channels.test.ts', 'hub/src/channels/mail.test.ts')],
  },
}
