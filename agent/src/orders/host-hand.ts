import type { Ran } from '../run-program.ts'

export type Args = Readonly<Record<string, string>>

/** Whose rights something is done with: never root's where it touches what a website's owner can change. */
export type Owner = { readonly uid: number; readonly gid: number }

/** A program and its arguments, by an absolute path: nothing here is ever read by a shell. */
export type Command = {
  readonly program: string
  readonly args: readonly string[]
  readonly timeoutMs: number
  readonly mayFail?: boolean
  readonly onlyDry?: boolean // says more of what would be done, and changes nothing
  readonly as?: Owner
  readonly from?: string // a file of ours that it reads
  readonly into?: string // a file of ours that takes its output
}

/** What the helper does by itself; its words stand for it in a dry run. */
export type Deed = { readonly says: string; act(): Promise<string> | string }

export type Step = Command | Deed

/** What an action may use of its host. */
export type Premises = {
  readonly order: string // id of the order that is carried out
  readonly sites: readonly string[] // folders of websites that the host's own settings name
  readonly kept: string // where things are put aside; root's alone
  readonly proc: string
  readonly wp: string | null // wp-cli, where it is installed
  readonly now: number
  /** Addresses that are never blocked: this host's own and the hub's. Null: the hub's cannot be found out. */
  ownAddresses(): Promise<readonly string[] | null>
  run(command: Command): Promise<Ran>
}

/** How an action of the catalogue is done. */
export type HostHand = {
  readonly byAgent?: boolean // needs no root
  readonly losesEvidence?: boolean // what is in memory is gone afterwards
  /** What is to be done, in order. Looks as much as it needs, and changes nothing. Throws Unable when it cannot be done here. */
  steps(args: Args, premises: Premises): readonly Step[] | Promise<readonly Step[]>
}

/** Why an order that the host allows cannot be carried out; the words go back to whoever ordered it. */
export class Unable extends Error {}
