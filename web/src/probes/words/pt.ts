import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Sondas',
  ownerLetsIn: 'Um proprietário admite uma sonda.',
  oneLocation: 'Os sites são vistos de um só local. Com uma sonda em outro, o que só um deles não alcança não é uma queda.',
  anyOne: 'O que um único local vê falhar é uma queda.',
  quorum: 'Uma queda é o que {needed} de {locations} locais veem falhar.',
  hubItself: 'o próprio hub',
  probes: {
    one: '1 sonda',
    other: '{count} sondas',
  },
  neverHeard: 'nunca ouvido',
  heard: 'ouvido {ago}',
  takenAgain: 'A palavra de {name} volta a contar.',
  takeAgain: 'Voltar a contar sua palavra',
  sites: {
    one: '{count} site',
    other: '{count} sites',
  },
  beginsLate: 'as verificações começam com {time} de atraso',
  missed: {
    one: '{count} relatório nunca chegou',
    other: '{count} relatórios nunca chegaram',
  },
  waiting: {
    one: '{count} resultado espera lá',
    other: '{count} resultados esperam lá',
  },
  lost: {
    one: '{count} resultado se perdeu',
    other: '{count} resultados se perderam',
  },
  version: 'versão {version}',
  notSpoken: 'Ainda não deu sinal.',
  isSentAway: 'Foi retirada.',
  sendAway: 'Retirar',
  second: 'Veja seus sites de um segundo local',
  letIn: 'Admitir uma sonda',
  anyMachine:
    'Serve qualquer máquina pequena em outro provedor. Ela pede trabalho ao hub; nada precisa estar aberto lá, e ela não conhece contatos nem segredos.',
  location: 'Local',
  example: 'viena',
  smallLetters: 'Letras minúsculas, algarismos e hifens',
  makeCommands: 'Criar os comandos',
  toPaste: 'Comandos para colar em {location}',
  theCommands: 'O texto dos comandos',
  goodOnce: 'Valem uma vez, até {time}.',
}
