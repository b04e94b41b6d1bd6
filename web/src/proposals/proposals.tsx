import type { Proposal } from '@allclear/wire/proposal.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useListKeys } from '../parts/use-list-keys.ts'
import { useTitle } from '../parts/use-title.ts'
import { ProposalCard } from './proposal-card.tsx'
import { proposalsQuery } from './proposals-query.ts'
import { words } from './words/index.ts'

/** `/proposals`: what reviews and assistants propose, and what became of it (REV-2). */
export default function ProposalsScreen() {
  const { items } = useSuspenseQuery(proposalsQuery).data
  useTitle(words.title)
  useListKeys('proposal', '#open h3 a')
  const open = items.filter(({ state }) => state === 'open')
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet lead-in">{words.intro}</p>
      <Section id="open" name={words.open} proposals={open} none={words.noneOpen} />
      <Section id="decided" name={words.decided} proposals={items.filter(({ state }) => state !== 'open')} none={words.noneDecided} />
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
