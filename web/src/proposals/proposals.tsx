import type { Proposal } from '@allclear/wire/proposal.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { ProposalCard } from './proposal-card.tsx'
import { proposalsQuery } from './proposals-query.ts'

/** `/proposals`: what reviews and assistants propose, and what became of it (REV-2). */
export default function ProposalsScreen() {
  const { items } = useSuspenseQuery(proposalsQuery).data
  useTitle('Proposals')
  useListKeys('proposal', '#open h3 a')
  const open = items.filter(({ state }) => state === 'open')
  return (
    <>
      <h1>Proposals</h1>
      <p className="quiet lead-in">
        What past outages teach and would make the next one smaller, and what assistants ask for. Nothing changes before somebody says yes.
      </p>
      <Section id="open" name="Open" proposals={open} none="Nothing is proposed. Each review adds what it finds." />
      <Section id="decided" name="Decided" proposals={items.filter(({ state }) => state !== 'open')} none="Nothing was decided yet." />
    </>
  )
}

const Section = ({ id, name, proposals, none }: { id: string; name: string; proposals: readonly Proposal[]; none: string }) => (
  <section id={id} aria-labelledby={`${id}-name`}>
    <h2 id={`${id}-name`}>{name}</h2>
    {proposals.length === 0 && <p className="quiet">{none}</p>}
    <ul className="sites">
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
    </ul>
  </section>
)
