# Changes to many people.
bulk-amount = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
bulk-amount-more = mais de { $count } pessoas
bulk-everybody = todas as pessoas que correspondem
bulk-counting = Contando…
bulk-counted = Contagem: { $who }
bulk-bar = Pessoas escolhidas
bulk-all = { $count ->
    [one] A única pessoa
   *[other] Todas as { $count } pessoas
}
bulk-all-found = Todas as que correspondem
bulk-clear = Limpar seleção
bulk-activate = Ativar
bulk-deactivate = Desativar
bulk-associate = Associar
bulk-associate-more = Associar a…
bulk-disassociate = Desassociar
bulk-disassociate-here = Desassociar
bulk-add-to-group = Adicionar ao grupo
bulk-add-to-group-more = Adicionar a um grupo…
bulk-delete = Excluir
bulk-title-activate = Ativar pessoas
bulk-title-deactivate = Desativar pessoas
bulk-title-associate = Associar a { $name }
bulk-title-disassociate = Desassociar de { $name }
bulk-title-add-to-group = Adicionar ao grupo { $name }
bulk-title-delete = Excluir pessoas
bulk-ask-activate = Ativar { $who }?
bulk-ask-deactivate = Desativar { $who }?
bulk-ask-associate = Associar { $who }?
bulk-ask-disassociate = Desassociar { $who } de { $name }?
bulk-ask-add-to-group = Adicionar { $who } a um grupo?
bulk-ask-delete = Excluir { $who }?
bulk-text-activate = Elas poderão entrar a partir de agora. Quem já está ativo continua assim.
bulk-text-deactivate = A sessão delas termina na hora e elas não poderão mais entrar. Você fica fora desta alteração.
bulk-text-associate = Elas mantêm os projetos que têm agora.
bulk-text-disassociate = Elas saem deste projeto e continuam nos outros. Ninguém é excluído.
bulk-text-add-to-group = Os projetos delas ficam como estão.
bulk-text-delete = Elas podem ser restauradas por { $days } dias, com projetos, grupos, papéis e tudo o mais. Você fica fora desta alteração.
bulk-delete-tokens = Os tokens de integração param de funcionar na hora e não voltam.
bulk-type-number = Digite { $count } para confirmar
bulk-type-name = Digite o nome do projeto, { $name }, para confirmar
bulk-typed-wrong = Não é isso que se pede. Veja de novo de quantas pessoas se trata.
bulk-project = Projeto
bulk-group = Grupo
bulk-no-groups = Ainda não há grupos. Crie um primeiro.
bulk-no-projects = Não há outro projeto. Crie um primeiro.
bulk-nobody = Ninguém foi escolhido. Marque as caixas das pessoas.
bulk-nobody-text = Não há pessoas escolhidas: escolha primeiro.
bulk-begun = Continua em segundo plano. O sino diz quanto falta.
bulk-undoing = Está sendo desfeito. O sino diz quanto falta.
bulk-undone = Desfeito
bulk-undone-text = { $count ->
    [one] { $count } pessoa está como antes.
   *[other] { $count } pessoas estão como antes.
}
bulk-undone-conflicts = { $count } como antes; { $conflicts } não por completo, porque algo mudou desde então.
bulk-see-whom = Ver quem
bulk-cancelled = { $count ->
    [one] Parou depois de alterar { $count } pessoa.
   *[other] Parou depois de alterar { $count } pessoas.
}
bulk-failed = { $count ->
    [one] Não foi possível terminar. { $count } pessoa foi alterada.
   *[other] Não foi possível terminar. { $count } pessoas foram alteradas.
}
bulk-changed = { $count ->
    [one] { $count } pessoa alterada.
   *[other] { $count } pessoas alteradas.
}
bulk-done-activate = { $count ->
    [one] { $count } pessoa ativada.
   *[other] { $count } pessoas ativadas.
}
bulk-done-deactivate = { $count ->
    [one] { $count } pessoa desativada.
   *[other] { $count } pessoas desativadas.
}
bulk-done-associate = { $count ->
    [one] { $count } pessoa associada a { $name }.
   *[other] { $count } pessoas associadas a { $name }.
}
bulk-done-disassociate = { $count ->
    [one] { $count } pessoa desassociada de { $name }.
   *[other] { $count } pessoas desassociadas de { $name }.
}
bulk-done-add-to-group = { $count ->
    [one] { $count } pessoa adicionada a { $name }.
   *[other] { $count } pessoas adicionadas a { $name }.
}
bulk-done-delete = { $count ->
    [one] { $count } pessoa excluída.
   *[other] { $count } pessoas excluídas.
}
bulk-unchanged = { $count ->
    [one] { $count } não precisava de alteração.
   *[other] { $count } não precisavam de alteração.
}
bulk-oneself = Você ficou de fora.
bulk-conflicts = Não voltou por completo
bulk-conflicts-more = { $count ->
    [one] E mais { $count }.
   *[other] E mais { $count }.
}
bulk-conflict-touched = Alguém alterou esta pessoa desde então. Fica como está.
bulk-conflict-gone = Esta pessoa foi excluída.
bulk-conflict-target = O projeto ou grupo não existe mais.
bulk-conflict-username = Outra pessoa tem agora o nome de usuário { $name }.
bulk-conflict-external-id = Outra pessoa tem agora o ID externo { $name }.
bulk-conflict-without = Está de volta, sem o que não existe mais: { $names }.
bulk-fact-changed = Alteradas
bulk-fact-looked-at = Verificadas
bulk-fact-asked = Solicitado
bulk-fact-finished = Terminado
bulk-undo-text = Desfazer deixa como antes quem ninguém alterou desde então, e lista os demais.
bulk-conflict-email = Outra pessoa tem agora o e-mail { $name }.
