import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Ligar um chat, pager ou gestor de tarefas',
  intro:
    'Ali as pessoas são acionadas e os parceiros avisados, e cada incidente tem seu tíquete. Como estão os que já foram ligados: {health}.',
  health: 'Saúde',
  which: 'Qual é?',
  name: 'Nome na configuração',
  nameSays: 'Pessoas e parceiros apontam para ele por este nome: minúsculas, algarismos e hifens.',
  secret: 'segredo',
  missing: 'Isto é necessário.',
  mistakes: { one: 'Há {count} campo a corrigir.', other: 'Há {count} campos a corrigir.' },
  more: 'O que não é necessário',
  aMessage:
    'Uma mensagem de verdade é enviada: um pager toca, um gestor recebe um tíquete. O que você escreve aqui não é guardado em lugar nenhum.',
  tryIt: 'Experimentar',
  trying: 'Experimentando …',
  outcome: {
    delivered: '{title} aceitou a mensagem',
    try_later: '{title} não pôde aceitá-la agora',
    refused: '{title} recusou a mensagem',
    uncertain: 'Ninguém sabe se {title} aceitou a mensagem',
  },
  inside: 'Um endereço da sua própria rede nunca é consultado daqui. Pela configuração ele é: as linhas abaixo servem para ele.',
  lines: 'Para a configuração',
  linesSay:
    'Acrescente-as a allclear.yaml; se channels: já estiver lá, ponha ali o que fica abaixo. Depois aponte pessoas, parceiros ou tíquetes para o nome.',
  theLines: 'As linhas',
  variables: 'No ambiente do hub',
  variablesSay: 'Segredos ficam no ambiente, não no banco de dados: defina estas variáveis e reinicie o hub.',
}
