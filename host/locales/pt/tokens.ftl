# Tokens de integração.
tokens-title = Tokens de integração
tokens-text = Um programa mostra um token para usar a API como este especialista, nunca com mais do que o especialista pode fazer.
tokens-all-text = Com estes os programas usam a API, cada um como o especialista responsável.
tokens-new = Novo
tokens-new-own = Novo token meu
tokens-new-for = Novo token de { $name }
tokens-new-remark = Depois de salvar, o token é mostrado uma vez.
tokens-save = Salvar token
tokens-none = Ainda não há tokens
tokens-none-text = Um programa que trabalha com a API precisa de um token. Eles são criados na página de um especialista, um por programa, para que cada um possa ser revogado sozinho.
tokens-none-found = Nenhum token corresponde
tokens-none-found-text = Tente menos letras ou outros dias, ou veja todos os tokens de novo.
tokens-show-all = Ver todos os tokens
tokens-column-what = Token
tokens-column-who = Responsável
tokens-column-made = Criado
tokens-column-used = Último uso
tokens-column-ends = Expira
tokens-column-revoke = Revogar
tokens-by = por { $name }
tokens-by-operator = pelo operador
tokens-by-somebody = por alguém que não está mais aqui
tokens-never-used = Nunca
tokens-endless = Nunca
tokens-endless-word = Não expira nunca
tokens-expired = Expirado
tokens-soon = { $days ->
    [0] Hoje
    [one] Em { $days } dia
   *[other] Em { $days } dias
}
tokens-unlimited = Tudo o que o especialista pode fazer
tokens-nothing = Nada
tokens-limited = { $count ->
    [one] { $count } permissão
   *[other] { $count } permissões
}
tokens-revoke = Revogar
tokens-revoke-confirm = Revogar o token “{ $description }”? Programas que o usam são recusados na hora. Não há como desfazer.
tokens-revoked = Revogado. O token não funciona mais.
tokens-person-off = Este especialista está inativo, por isso estes tokens não funcionam.
tokens-search = Buscar tokens
tokens-search-hint = Responsável ou descrição
tokens-filter = Filtrar
tokens-from = de
tokens-to = até
tokens-newest = Mais recentes
tokens-older = Anteriores
tokens-description = Descrição
tokens-description-help = Qual programa o usa, e para quê.
tokens-until = Expira em
tokens-until-help = Funciona até o fim desse dia.
tokens-scope = O que o programa pode fazer
tokens-scope-all = Tudo o que o especialista pode fazer
tokens-scope-all-text = Acompanha o que { $name } pode fazer, agora e depois.
tokens-scope-some = Só o que está marcado
tokens-scope-some-text = O mínimo de que o programa precisa. Nunca tem mais do que o especialista.
tokens-scope-none = { $name } não tem papéis, então um token não poderia fazer nada.
tokens-made = Copie o token agora
tokens-once = Ele é mostrado só desta vez.
tokens-once-text = Guarde-o onde seu programa o lê. Ninguém pode consultá-lo de novo; se ele se perder, revogue-o e crie outro.
tokens-secret = Token
tokens-copy = Copiar
tokens-copied = Copiado para a área de transferência.
tokens-not-copied = O navegador não permite copiar. O token está selecionado: copie-o à mão.
tokens-problem-required = Diga para que ele serve.
tokens-problem-too-long = Use no máximo { $limit } caracteres.
tokens-problem-until = Escolha seu último dia.
tokens-problem-past = Escolha hoje ou um dia posterior.
tokens-problem-far = Escolha um dia dentro de { $days } dias.
tokens-problem-unlimited = Só o especialista, ou quem pode fazer tudo, pode criar um token sem limites. Marque o que o programa pode fazer.
tokens-problem-scopes = Marque pelo menos uma permissão.
tokens-problem-beyond-person = O especialista não tem uma destas permissões.
tokens-problem-kind = Só especialistas têm tokens.
tokens-problem-many = Este especialista já tem { $most } tokens. Revogue alguns primeiro.
