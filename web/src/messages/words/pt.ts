import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  outbox: 'Caixa de saída',
  intro: 'O que foi dito a quem, o mais novo primeiro.',
  states: {
    uncertain: 'Incertas',
    refused: 'Recusadas',
    waiting: 'Aguardando',
    folded: 'Em um resumo',
    delivered: 'Entregues',
    cancelled: 'Canceladas',
  },
  newest: 'As mais novas',
  older: 'Mais antigas',
  went: '{audience}, por {channel} para {people}',
  incident: 'Incidente {id}',
  nothingSaid:
    'Nada foi dito a ninguém ainda. Começa com o primeiro incidente ou com uma {maintenance}; quem seria alcançado está nas {brands}.',
  maintenance: 'manutenção programada',
  brands: 'marcas',
  noneSo: 'Nenhuma está neste estado. {link}',
  all: 'Todas as mensagens',
  digest: 'Seu resumo',
  words: 'Palavras da mensagem',
  asSource: 'Seu desenho, como código',
  design: 'Desenho da mensagem',
  envelope: {
    from: 'De',
    to: 'Para',
    cc: 'Cc',
    by: 'Por',
    chosen: 'Escolhido porque',
    ordered: 'Ordenado',
    tries: 'Tentativas',
    template: 'Modelo',
    id: 'Message-ID',
  },
  arrived: 'Chegou',
  sendAgain: 'Enviar de novo',
  letBe: 'Deixar assim',
  decideHint: 'Ninguém sabe se chegou; enviar de novo pode fazer chegar duas vezes.',
}
