import type { Brand } from '@allclear/wire/brand.ts'

/** What a letter in this name looks like: sender, colour, greeting and signature are the brand's, the words a sample. */
export function Letter({ brand: { name, from, look } }: { brand: Brand }) {
  return (
    <div className="sample">
      <p className="quiet">
        From: {name} &lt;{from}&gt;
        <br />
        Subject: cornershop.example is being looked after
      </p>
      <div className="sheet" style={{ borderTopColor: look.colour ?? 'var(--accent)' }}>
        <strong>{name}</strong>
        <p>{look.greeting ?? 'Hello'} Alex,</p>
        <p>Your website cannot be reached since 14:05. We have found the reason and are mending it; you need not do anything.</p>
        <p className="signature">{look.signature ?? name}</p>
      </div>
    </div>
  )
}

/** The head of the status page in this brand. */
export const PageSample = ({ brand: { name, look, page } }: { brand: Brand }) => (
  <div className="sample">
    <p className="quiet">{page.own[0]?.domain ?? page.path}</p>
    <div className="sheet">
      <span className="mark" style={{ background: look.colour ?? 'var(--accent)' }} aria-hidden="true" /> <strong>{name}</strong>
      <p className="headline">All systems operational</p>
    </div>
  </div>
)
