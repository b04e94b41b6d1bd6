/** A part of the contents, in the order in which people read. */
export type Part = { readonly title: string; readonly pages: readonly string[] }

const guide = (...names: readonly string[]) => names.map((name) => `docs/guide/${name}.md`)

/** Everything that the contents name. Pages made from the code, and decisions, stand under the first page of their folder. */
export const CONTENTS: readonly Part[] = [
  { title: 'Begin', pages: ['docs/README.md', ...guide('concepts', 'first-site', 'importing', 'alerts', 'lab')] },
  {
    title: 'In an outage',
    pages: guide('incidents', 'on-call', 'diagnosis', 'playbooks', 'words', 'answers', 'status-pages', 'reviews', 'reports'),
  },
  { title: 'Before one', pages: guide('readiness', 'rehearsals', 'drills', 'maintenance', 'vulnerabilities') },
  {
    title: 'Run it',
    pages: guide('configuration', 'operating', 'upgrading', 'probes', 'agent', 'watcher', 'identity', 'security', 'api', 'assistants'),
  },
  {
    title: 'Look it up',
    pages: ['docs/channels/README.md', 'docs/checks/README.md', 'docs/causes/README.md', 'docs/steps/README.md', 'docs/problems.md'],
  },
  {
    title: 'Behind it',
    pages: [
      ...['docs/guarantees.md', 'docs/scale.md', 'docs/security.md', 'docs/decisions/README.md', 'docs/traceability.md'],
      ...['README.md', 'CHANGELOG.md'],
    ],
  },
]
