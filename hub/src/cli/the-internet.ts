import { readDocument } from '../domain/document.ts'
import { Draft } from '../domain/plan/draft.ts'
import type { NetworkPlan } from '../domain/plan/plan.ts'
import { readNetwork } from '../domain/plan/read-network.ts'

/** The network as it is where no configuration says otherwise. */
export const theInternet = (): NetworkPlan => readNetwork(new Draft(readDocument('network: {}', 'allclear.yaml')))!
